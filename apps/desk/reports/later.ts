// What an officer fills in to have a person told later, and whether it can be asked for.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { addDays, isDay } from '@citycop/protocol/contract/days.ts'
import type { DeferralGround } from '@citycop/protocol/policy/parameters.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'

export type Later = { chosen: boolean; ground: DeferralGround | undefined; until: string }
export const now: Later = { chosen: false, ground: undefined, until: '' }

/** For how many days the person may be told later; none for a report that is not, or not yet, under police law. */
export const deferralDays = ({ regime }: Pick<InboxRow, 'regime'>, { deferral }: Policy): number =>
  regime === 'LED' ? (deferral?.days ?? 0) : 0

/** What is asked for; false when something is missing or the day does not fit. */
export function askedOf(later: Later, days: number, today: string) {
  const { chosen, ground, until } = later
  if (!chosen) return {}
  if (!ground || !isDay(until) || until <= today || until > addDays(today, days)) return false
  return { later: { ground, until } }
}
