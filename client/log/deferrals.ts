// An opening that is told later must be told: a city that moves the day on at each visit is found out by a device that looked before,
// because the act is older than what witnesses had confirmed by then, or than an act that came after it.
import { addDays } from '@citycop/protocol/contract/days.ts'
import { Doubt } from './doubt.ts'
import type { Shown } from './shown-acts.ts'

export type ConfirmedBy = { readonly size: number; readonly newest: number | undefined }

/** @throws Doubt for the first that waits longer than `days` from the latest moment at which it can have been */
export function compareDeferrals({ acts, deferred }: Shown, days: number, confirmed: readonly ConfirmedBy[]): void {
  for (const { n, until, leaf } of deferred) {
    const later = acts.filter((act) => act.n > n).map(({ at }) => at.slice(0, 10))
    const witnessed = confirmed.flatMap(({ size, newest }) =>
      newest !== undefined && leaf < size ? [dayOf(newest)] : [],
    )
    const [latest] = [...later, ...witnessed].sort()
    // A day more: where the city is, the day may have been the next one.
    if (latest !== undefined && until > addDays(latest, days + 1)) throw new Doubt('withheld', { index: leaf })
  }
}

const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)
