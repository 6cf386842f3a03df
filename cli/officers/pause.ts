import { pauseClock } from '@citycop/client/reports/change-report.ts'
import { mostPauseDays } from '@citycop/protocol/reports/clocks.ts'
import { pauseReasons } from '@citycop/protocol/reports/work-reasons.ts'
import type { Command } from '../command.ts'
import { Usage } from '../usage.ts'
import { dayOf, dayOption, decide, oneOf } from './decide.ts'
import { deskOptions, passphraseNote } from './desk.ts'
import { reportOption } from './find-report.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    ...reportOption,
    until: dayOption(`the last day of the pause, at most ${mostPauseDays} days ahead`, true),
    reason: { value: 'R', says: `why, as the person will read it: ${pauseReasons.join(', ')}`, required: true },
  },
  about: `
Pauses the clock of the first answer until a day, for a reason that the person who reported reads. Only before the clock has run out.
${passphraseNote}

  citycop officer pause --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X \\
    --until 2027-01-31 --reason inquiries`,
  run: async (given) => {
    const reason = oneOf(given, 'reason', pauseReasons)
    const until = dayOf(given, 'until')
    if (until === undefined) throw new Usage('--until is a day like 2027-01-31')
    return decide(given, {
      transition: 'report:pause-clock',
      done: `Paused until ${until}.`,
      decision: { reason, until },
      act: (desk, { ref }) => pauseClock(desk, ref, until, reason),
    })
  },
}
