import { takeReport } from '@citycop/client/reports/change-report.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'
import { findReport, refuseUnless, reportOption } from './find-report.ts'

export const command: Command = {
  options: { ...deskOptions, ...reportOption },
  about: `
Takes a report: the person who reported sees that it is acknowledged. Nothing is opened.
${passphraseNote}

  citycop officer take --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X`,
  run: (given) =>
    atDesk(given, async (desk) => {
      const row = await findReport(desk, given)
      refuseUnless(row, 'report:take')
      const { status, index } = await takeReport(desk, row.ref)
      const { ref, reference } = row
      return { json: { ref, reference, status, leaf: index }, text: `Taken. Report ${reference} is ${status}.` }
    }),
}
