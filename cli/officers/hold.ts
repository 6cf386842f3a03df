import { holdReport } from '@citycop/client/reports/change-report.ts'
import { holdGrounds } from '@citycop/protocol/policy/parameters.ts'
import type { Command } from '../command.ts'
import { Usage } from '../usage.ts'
import { dayOf, dayOption, decide, oneOf } from './decide.ts'
import { deskOptions, passphraseNote } from './desk.ts'
import { reportOption } from './find-report.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    ...reportOption,
    ground: { value: 'G', says: `the legal ground: ${holdGrounds.join(', ')}`, required: true },
    until: dayOption('the last day of the hold; the policy says how far ahead it may lie', true),
  },
  about: `
Holds a report on a legal ground until a day, so that it is not erased before. The hold ends by itself, is logged, and the person
who reported sees it.
${passphraseNote}

  citycop officer hold --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X \\
    --ground evidence --until 2027-01-31`,
  run: async (given) => {
    const ground = oneOf(given, 'ground', holdGrounds)
    const until = dayOf(given, 'until')
    if (until === undefined) throw new Usage('--until is a day like 2027-01-31')
    return decide(given, {
      transition: 'report:hold',
      done: `Held until ${until}.`,
      decision: { ground, until },
      act: (desk, { ref }) => holdReport(desk, ref, ground, until),
    })
  },
}
