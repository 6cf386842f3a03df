import { reviewReport } from '@citycop/client/reports/change-report.ts'
import { reviewOutcomes } from '@citycop/protocol/policy/parameters.ts'
import type { Command } from '../command.ts'
import { Usage } from '../usage.ts'
import { dayOf, dayOption, decide, oneOf } from './decide.ts'
import { deskOptions, passphraseNote } from './desk.ts'
import { reportOption } from './find-report.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    ...reportOption,
    outcome: { value: 'O', says: `what you decide: ${reviewOutcomes.join(', ')}`, required: true },
    until: dayOption('with shorten: its new last day'),
  },
  about: `
Says whether a report is still needed, which the law asks somebody to look at. "restrict" leaves it for checking the unit's own work
only; "erase" erases it at once, and nobody can bring it back.
${passphraseNote}

  citycop officer review --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X \\
    --outcome shorten --until 2027-01-31`,
  run: async (given) => {
    const outcome = oneOf(given, 'outcome', reviewOutcomes)
    const until = dayOf(given, 'until')
    if ((outcome === 'shorten') !== (until !== undefined)) throw new Usage('--until belongs to --outcome shorten')
    return decide(given, {
      transition: 'report:review',
      done: `Reviewed: ${outcome}${until === undefined ? '' : ` until ${until}`}.`,
      decision: { outcome, ...(until === undefined ? {} : { until }) },
      act: (desk, { ref }) => reviewReport(desk, ref, outcome, until),
    })
  },
}
