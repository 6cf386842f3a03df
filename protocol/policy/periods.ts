// How long a thing is kept, counted as calendars count (Regulation 1182/71: a month after 31 January ends with February).
import { addDays } from '../contract/days.ts'
import type { Life } from './city-policy.ts'

type Period = { readonly years: number; readonly months: number; readonly days: number }

/** ISO 8601 periods of years, months, weeks and days: "P1M", "P1Y6M", "P2W". Undefined when it is none. */
export function parsePeriod(spelt: string): Period | undefined {
  const [whole, years, months, weeks, days] =
    /^P(?:(\d{1,2})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?$/.exec(spelt) ?? []
  if (whole === undefined || whole === 'P') return undefined
  return { years: Number(years ?? 0), months: Number(months ?? 0), days: 7 * Number(weeks ?? 0) + Number(days ?? 0) }
}

/** The day so many calendar months later; the last of the month where that has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return addDays(first.toISOString().slice(0, 10), Math.min(date, last) - 1)
}

export function addPeriod(day: string, spelt: string): string {
  const period = parsePeriod(spelt)
  if (!period) throw new Error(`${spelt} is no period`)
  return addDays(addMonths(day, 12 * period.years + period.months), period.days)
}

/** The last day on which what began on `day` may still be kept. */
export function endOf(day: string, life: Life): string {
  if (life.rule !== undefined) return `${Number(day.slice(0, 4)) + 1}-12-31`
  return life.period === undefined ? addDays(day, life.days) : addPeriod(day, life.period)
}

/** The most days that this can last, wherever in the calendar it begins. */
export function mostDays(life: Life): number {
  if (life.rule !== undefined) return 730 // from 1 January of a year next to a leap year
  const period = life.period === undefined ? undefined : parsePeriod(life.period)
  if (!period) return life.days
  const months = 12 * period.years + period.months
  return Math.max(...starts.map((start) => between(start, addMonths(start, months)))) + period.days
}

const between = (from: string, until: string): number =>
  (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
/** The first of each month of four years: every run of months occurs among them. */
const starts = Array.from({ length: 48 }, (_, n) => addMonths('2024-01-01', n))
