import { releaseHold } from '@citycop/client/reports/change-report.ts'
import type { Command } from '../command.ts'
import { decide } from './decide.ts'
import { deskOptions, passphraseNote } from './desk.ts'
import { reportOption } from './find-report.ts'

export const command: Command = {
  options: { ...deskOptions, ...reportOption },
  about: `
Ends a hold: the report ends when it would have ended without it, at once when that day has passed.
${passphraseNote}

  citycop officer release-hold --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X`,
  run: (given) =>
    decide(given, {
      transition: 'report:release-hold',
      done: 'The hold has ended.',
      decision: {},
      act: (desk, { ref }) => releaseHold(desk, ref),
    }),
}
