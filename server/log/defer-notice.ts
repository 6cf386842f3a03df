// An officer may open a report and have the person told later (LED 13(3)): on a ground, until a day, and only where this city's
// policy says so. What waits is counted in public, and the watchdog reads it at once.
import { addDays } from '@citycop/protocol/contract/days.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Decision } from '@citycop/protocol/log/entry.ts'
import { type DeferralGround, deferralGrounds, type Regime } from '@citycop/protocol/policy/parameters.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'

export type Deferral = { readonly until: string; readonly ground: DeferralGround }
export type StoredDeferral = { readonly until: string | null; readonly ground: DeferralGround | null }

/** Undefined when nobody asked for it. @throws Problem bad-request, forbidden */
export function deferralOf(
  { deferral }: Policy,
  regime: Regime,
  asked: Decision | undefined,
  today: string,
): Deferral | undefined {
  if (!asked) return undefined
  const { ground: named, until, ...rest } = asked
  const ground = deferralGrounds.find((one) => one === named)
  if (!ground || until === undefined || Object.keys(rest).length > 0)
    throw new Problem('bad-request', 'a notice waits on a ground and until a day, and an opening decides nothing else')
  if (!deferral) throw refused('the policy in force lets no notice wait')
  if (regime !== 'LED') throw refused('only of a report under the LED may a notice wait')
  if (until <= today || until > addDays(today, deferral.days)) throw refused(`at most ${deferral.days} days from today`)
  return { until, ground }
}

const refused = (why: string): Problem =>
  new Problem('forbidden', `report:open: ${why}`, { rules: 'NOTICE-DEFERRAL', law: 'LED 13(3)' })

/** Does it still wait? A policy that became stricter reaches what was decided before it. */
export function stillWaits(
  { deferral }: Policy,
  { until, ground }: StoredDeferral,
  today: string,
): Deferral | undefined {
  if (!deferral || until === null || ground === null) return undefined
  return until > today && until <= addDays(today, deferral.days) ? { until, ground } : undefined
}
