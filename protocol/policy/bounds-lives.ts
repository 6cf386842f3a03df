// How many days a life can last, for comparing it with a bound: the most of them with a ceiling, the fewest with a minimum.
import type { Op } from './bounds-floor.ts'
import { addMonths, mostDays, parsePeriod } from './periods.ts'

type Spelt = { readonly days?: unknown; readonly period?: unknown; readonly rule?: unknown }
const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
const starts = Array.from({ length: 48 }, (_, n) => addMonths('2024-01-01', n))

/**
 * What counts of a life that a bound looks at by its `days`; `days` itself where it has no period and no rule. Where days and a
 * period contradict one another the one further from the bound counts: neither hides the other.
 */
export function daysThatCount(op: Op, days: unknown, life: unknown): unknown {
  const { period, rule } = (typeof life === 'object' && life !== null ? life : {}) as Spelt
  if (!isWhole(days) || (period === undefined && rule === undefined)) return days
  if (period !== undefined && (typeof period !== 'string' || !parsePeriod(period))) return period
  const spelt = { ...(typeof period === 'string' ? { period } : {}), ...(typeof rule === 'string' ? { rule } : {}) }
  return op === '>=' ? Math.min(days, fewestDays(spelt)) : Math.max(days, mostDays({ days, ...spelt }))
}

const isWhole = (days: unknown): days is number => Number.isSafeInteger(days) && Number(days) >= 0

function fewestDays({ period, rule }: { period?: string; rule?: string }): number {
  if (rule !== undefined) return 365 // from the last day of a year to that of the next
  const { years, months, days } = parsePeriod(period ?? '') ?? { years: 0, months: 0, days: 0 }
  return Math.min(...starts.map((start) => dayOf(addMonths(start, 12 * years + months)) - dayOf(start))) + days
}
