// What an open desk does for its unit's keys by itself: hands them to new members, and seals anew what a former member's key opens.
import { carryCards } from '@citycop/client/keys/name-cards.ts'
import { wrapMissing } from '@citycop/client/keys/wrap-missing.ts'
import { resealReports } from '@citycop/client/reports/reseal-reports.ts'
import { daysLeft, isEnding } from '@citycop/protocol/keys/epochs.ts'
import { desk } from './held.ts'
import type { KeyCare } from './key-views.ts'
import type { Page } from './page.ts'

/** Two at a time: the officer works at the same desk. */
const lanes = 2

export async function keepKeys(_input: undefined, { tell }: Page): Promise<KeyCare> {
  const own = desk()
  const { policy, trusted, units } = own.instance.directory
  const today = dayIn(policy.timeZone)
  const mine = units.map((one) => one.id).filter((unit) => own.officer.units.includes(unit))
  const ending = own.officer.units
    .filter((unit) => trusted.epochs.some((one) => one.unit === unit) && isEnding(trusted, unit, today))
    .map((unit) => ({ unit, days: Math.max(0, daysLeft(trusted, unit, today)) }))
  let [resealed, unreadable] = [0, 0]
  if (mine.length > 0) {
    await wrapMissing(own, today)
    await carryCards(own)
  }
  for (const unit of mine) {
    const onprogress = ({ done, of }: { done: number; of: number }) => of > 0 && tell({ part: done, of })
    const done = await resealReports(own, unit, { today, lanes, onprogress })
    resealed += done.reports
    unreadable += done.unreadable
  }
  const refused = own.refusedWraps.map(({ unit, epoch, by }) => ({ unit, epoch, ...(by === undefined ? {} : { by }) }))
  return { ending, refused, resealed, unreadable }
}

const dayIn = (timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date())
