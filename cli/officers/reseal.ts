import { wrapMissing } from '@citycop/client/keys/wrap-missing.ts'
import { type Resealed, resealReports } from '@citycop/client/reports/reseal-reports.ts'
import type { Command } from '../command.ts'
import { cityToday } from './city-today.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    unit: { value: 'U', says: 'only this unit of the officer’s' },
    all: { says: 'everything that is not under the key in use, also where nobody was let go' },
  },
  about: `
Seals the live reports anew that lie under a key which a former member may have. Nothing is shown; each report's log says that it was
sealed anew, and the person who reported sees that too. It may be broken off and run again: what is done stays done.
An open desk does the same by itself.
${passphraseNote}

  citycop officer reseal --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age`,
  run: (given) =>
    atDesk(given, async (desk) => {
      const today = cityToday(desk.instance.directory.policy)
      const named = given.text('unit')
      const done: Record<string, Resealed> = {}
      await wrapMissing(desk, today)
      for (const unit of desk.officer.units.filter((one) => named === undefined || one === named)) {
        if (!desk.instance.directory.units.some((one) => one.id === unit)) continue
        const onprogress = (at: { done: number; of: number }) => {
          if (at.of > 0 && (at.done % 50 === 0 || at.done === at.of))
            given.show(`${unit}: ${at.done} of ${at.of} reports`)
        }
        done[unit] = await resealReports(desk, unit, { today, all: given.on('all'), onprogress })
      }
      return { json: done, text: Object.entries(done).map(said).join('\n') }
    }),
}

const said = ([unit, { reports, messages, unreadable }]: [string, Resealed]): string =>
  reports === 0
    ? `${unit}: nothing lies under a key that a former member may have.`
    : `${unit}: ${messages} messages of ${reports} reports are sealed anew.${
        unreadable === 0 ? '' : ` ${unreadable} could not be opened or fail a check, and stay as they were.`
      }`
