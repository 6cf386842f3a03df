// What the watchdog says to everybody who asks.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { rootOf } from '@citycop/protocol/log/compact-range.ts'
import type { WatchedLog, WatchStatus } from '@citycop/protocol/watchdog/status.ts'
import { allGaps } from './gaps.ts'
import type { Watched } from './watched.ts'

const mostSent = 8 // contradictions; all of them lie in the folder

export const statusOf = (logs: readonly Watched[], every: number, now: number): WatchStatus => ({
  v: 1,
  now,
  every,
  logs: logs.map((log) => ofLog(log, now)),
})

function ofLog(log: Watched, now: number): WatchedLog {
  const { origin, hash, text, source, kept, lookedAt, problem, contradictions } = log
  return {
    origin,
    hash,
    url: source.name,
    policy: text,
    lookedAt: lookedAt ?? null,
    held: kept ? heldOf(kept) : null,
    problem: problem ?? null,
    gaps: allGaps(log, now),
    contradictions: contradictions.slice(0, mostSent),
  }
}

function heldOf({ range, enrolled: _, ...kept }: NonNullable<Watched['kept']>) {
  return { size: range.size, root: toBase64(rootOf(range)), ...kept }
}
