import { triageReport } from '@citycop/client/reports/change-report.ts'
import type { Command } from '../command.ts'
import { decide } from './decide.ts'
import { deskOptions, passphraseNote } from './desk.ts'
import { reportOption } from './find-report.ts'
import { sayTriage, triageOf, triageOptions } from './triage-options.ts'

export const command: Command = {
  options: { ...deskOptions, ...reportOption, ...triageOptions },
  about: `
Decides what a report is in law: which law it is under and what it is filed as, which says until when it is kept. Nothing is opened. A
second decision under the same law may file it otherwise; another law is "officer change-regime".
${passphraseNote}

  citycop officer triage --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X \\
    --law LED --class crime_minor`,
  run: async (given) => {
    const triage = triageOf(given)
    return decide(given, {
      transition: 'report:triage',
      done: `Decided: ${sayTriage(triage)}.`,
      decision: triage,
      act: (desk, { ref }) => triageReport(desk, ref, triage),
    })
  },
}
