import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import type { Command } from '../command.ts'
import { textOf, textOption } from '../text.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'
import { findReport, refuseUnless, reportOption } from './find-report.ts'
import { openFor, purposeOptions, whyOf, whyOption } from './purpose.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    ...reportOption,
    text: textOption('what the person who reported will read'),
    ask: { says: 'ask for more: the report then waits for the person who reported' },
    ...purposeOptions,
    reason: whyOption('continue-work'),
  },
  about: `
Opens the report, which is logged, and answers in the unit's name, sealed to the person who reported and to the unit.
${passphraseNote}

  citycop officer answer --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X \\
    --text "We will send a patrol tonight"`,
  run: async (given) => {
    const ask = given.on('ask')
    const why = whyOf(given, 'continue-work')
    const text = await textOf(given)
    return atDesk(given, async (desk) => {
      const row = await findReport(desk, given)
      refuseUnless(row, ask ? 'message:ask' : 'message:answer')
      const opened = await openFor(desk, row.ref, why)
      const { status, index } = await answerReport(desk, opened, text, { ask })
      const { ref, reference } = row
      return { json: { ref, reference, status, leaf: index }, text: `Answered. Report ${reference} is ${status}.` }
    })
  },
}
