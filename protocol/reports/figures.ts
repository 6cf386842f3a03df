// Figures of a unit's work that say nothing of one report. Every count goes down to a multiple of five before it leaves the server, so one
// under five is nought, and no sum gives it away: whatever is worked out of the views together, at least three values stay possible for
// each count that was under five (figures.test.ts tries them all). Nothing is counted by officer, and no view crosses another.
import { addDays } from '../contract/days.ts'
import { type Group, groups } from './categories.ts'

const step = 5
export const coarse = (count: number): number => count - (count % step)

/** Whether a view of so many cells keeps its secret beside others of the same reports: if the remainders that are cut off could together be a
 * multiple of five or one more, a sum could pin them all to their end. */
export const isSafe = (cells: number): boolean => cells >= 2 && (cells * (step - 1)) % step >= 2

/** Whole weeks that have ended, so that the figures of one do not move while somebody watches. */
export const weeksShown = 8
export const outcomes = ['in-time', 'late', 'running'] as const
export type Outcome = (typeof outcomes)[number]
/** Days that a report has been open, at most; the last has no end. */
export const ages = [7, 30, undefined] as const

export type Counted = {
  readonly day: string
  readonly group: Group
  readonly open: boolean
  readonly outcome: Outcome
  readonly count: number
}
export type Figures = {
  /** The first day of the first week, a Monday, and the last day of the last. */
  readonly from: string
  readonly until: string
  readonly groups: readonly number[]
  readonly weeks: readonly number[]
  readonly outcomes: readonly number[]
  readonly open: readonly number[]
}

/** The Monday of the week that the day lies in. */
const mondayOf = (day: string): string => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

export function spanOf(today: string): { from: string; until: string } {
  const monday = mondayOf(today)
  return { from: addDays(monday, -7 * weeksShown), until: addDays(monday, -1) }
}

export function figuresOf(rows: readonly Counted[], today: string): Figures {
  const { from, until } = spanOf(today)
  const within = rows.filter(({ day }) => day >= from && day <= until)
  const open = rows.filter((row) => row.open)
  const count = (some: readonly Counted[], isIn: (row: Counted) => boolean) =>
    coarse(some.reduce((sum, row) => (isIn(row) ? sum + row.count : sum), 0))
  return {
    from,
    until,
    groups: groups.map((one) => count(within, ({ group }) => group === one)),
    weeks: Array.from({ length: weeksShown }, (_, at) => {
      const [first, last] = [addDays(from, 7 * at), addDays(from, 7 * at + 6)]
      return count(within, ({ day }) => day >= first && day <= last)
    }),
    outcomes: outcomes.map((one) => count(within, ({ outcome }) => outcome === one)),
    open: ages.map((most, at) => {
      const newest = addDays(today, -(ages[at - 1] ?? -1) - 1)
      return count(open, ({ day }) => day <= newest && (most === undefined || day >= addDays(today, -most)))
    }),
  }
}
