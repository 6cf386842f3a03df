import { holdReport } from '@citycop/client/reports/change-report.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'
import { findReport, refuseUnless, reportOption } from './find-report.ts'

export const command: Command = {
  options: { ...deskOptions, ...reportOption },
  about: `
Holds a withdrawn report on a legal ground, so that it is not erased yet. The hold is logged and the person who reported sees it.
${passphraseNote}

  citycop officer hold --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X`,
  run: (given) =>
    atDesk(given, async (desk) => {
      const row = await findReport(desk, given)
      refuseUnless(row, 'report:hold')
      const { status, index } = await holdReport(desk, row.ref)
      const { ref, reference } = row
      return { json: { ref, reference, status, leaf: index }, text: `Held. Report ${reference} is ${status}.` }
    }),
}
