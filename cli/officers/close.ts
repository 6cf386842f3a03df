import { closeReport } from '@citycop/client/reports/close-report.ts'
import { closeReasons } from '@citycop/protocol/reports/workflow.ts'
import type { Command } from '../command.ts'
import { textOf, textOption } from '../text.ts'
import { Usage } from '../usage.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'
import { findReport, refuseUnless, reportOption } from './find-report.ts'
import { openFor, purposeOptions, whyOf, whyOption } from './purpose.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    ...reportOption,
    reason: { value: 'R', says: `why it is closed: ${closeReasons.join(', ')}`, required: true },
    text: textOption('what the person who reported will read'),
    ...purposeOptions,
    'opening-reason': whyOption('continue-work'),
  },
  about: `
Opens the report, which is logged, and closes it with a reason that the person who reported sees, and words sealed to them.
They may contest it; another officer then looks again.
${passphraseNote}

  citycop officer close --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X \\
    --reason resolved --text "The bar now closes at midnight"`,
  run: async (given) => {
    const reason = closeReasons.find((one) => one === given.need('reason'))
    if (!reason) throw new Usage(`--reason is one of ${closeReasons.join(', ')}`)
    const why = whyOf(given, 'continue-work', 'opening-reason')
    const text = await textOf(given)
    return atDesk(given, async (desk) => {
      const row = await findReport(desk, given)
      refuseUnless(row, 'report:close')
      const opened = await openFor(desk, row.ref, why)
      const { status, index } = await closeReport(desk, opened, { reason, text })
      const { ref, reference } = row
      return {
        json: { ref, reference, status, reason, leaf: index },
        text: `Closed as ${reason}. Report ${reference} is ${status}.`,
      }
    })
  },
}
