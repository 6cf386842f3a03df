// The moment it is now, or noon so many civil days ahead: hours counted from now would end on another day where summer time begins.
import { addDays } from '@citycop/protocol/contract/days.ts'
import { makeClock } from '../server/platform/clock.ts'

const clock = makeClock('Europe/Rome')

/** The city's own day: shortly before midnight in UTC it is another one than there. */
export const civilToday = (): string => clock.today()

export const daysAhead = (days: number): Date =>
  days === 0 ? new Date() : new Date(`${addDays(clock.today(), days)}T11:00:00Z`)
