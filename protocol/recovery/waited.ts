// Whether a recovery was waited for, as a device tells that asks nobody. The server says so as well, but its word is not enough.
import { type RecoveryRequest, waitMinutes } from './asked.ts'

const minute = 60_000
/** So far ahead of the server's clock a custodian's may be; the server takes in no request that is signed later. */
export const skewMinutes = 10

export type Waiting = {
  /** When the custodians signed, by their own clock. */
  readonly at: RecoveryRequest['at']
  /** What the public entry says. */
  readonly until: string
  readonly demo: boolean
  /** When enough witnesses had confirmed the log in which the entry stands, in POSIX seconds; undefined where there are none. */
  readonly witnessed: number | undefined
  readonly now: Date
}

/** What is against opening the keys: the server wrote too short a wait into the entry, or the wait is not over. */
export function notWaited({ at, until, demo, witnessed, now }: Waiting): 'cut-short' | 'waiting' | undefined {
  const end = Date.parse(until)
  if (isCutShort(new Date(at), until, { demo })) return 'cut-short'
  // A server that hands the keys out at once has no cosignature from after the wait, and cannot make one.
  const isSeenLater = witnessed === undefined || witnessed * 1000 >= end
  return isSeenLater && now.getTime() >= end ? undefined : 'waiting'
}

/** `from`: a moment before the request was handed in. */
export const isCutShort = (from: Date, until: string, city: { readonly demo: boolean }): boolean =>
  Date.parse(until) < from.getTime() + (waitMinutes(city) - skewMinutes) * minute
