// For how long nobody could see whether the log still told everybody the same.
import type { Gap } from '@citycop/protocol/watchdog/status.ts'
import type { Watched } from './watched.ts'

const most = 100

/** Longer than this without a confirmed state is a gap: three times the usual cadence. */
export const longest = 900

/** Called with the time of each newly confirmed state, before it is kept. */
export function addGap(log: Watched, confirmed: number, now: number): void {
  const gap = gapUntil(log, confirmed, now)
  if (gap) log.gaps = [...log.gaps, { ...gap, until: confirmed }].slice(-most)
}

/** Those that were, and the one that goes on. */
export function allGaps(log: Watched, now: number): Gap[] {
  const gap = gapUntil(log, now, now)
  return gap ? [...log.gaps, gap] : log.gaps
}

function gapUntil(log: Watched, until: number, now: number): Gap | undefined {
  const from = log.kept?.newest ?? log.kept?.at
  if (from === undefined || until - from <= longest) return undefined
  const away = log.lookedAt === undefined || now - log.lookedAt > longest
  return { from, until: null, whose: away ? 'watchdog' : 'log' }
}
