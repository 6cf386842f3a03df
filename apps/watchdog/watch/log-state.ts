// What of a log is said first. A contradiction outweighs everything, and age is looked at only when nothing is wrong.
import type { WatchedLog } from '@citycop/protocol/watchdog/status.ts'

/** From the worst to the best; `new`: nothing is kept yet. */
export type LogState = 'contradiction' | 'strange' | 'problem' | 'stale' | 'new' | 'good'

const stale = 86_400 // the citizen's page calls it stale then, too

export function stateOf({ held, problem, contradictions }: WatchedLog, now: number): LogState {
  if (contradictions.length > 0 || problem?.kind === 'fork') return 'contradiction'
  if (held && held.strange.length > 0) return 'strange'
  if (problem) return 'problem'
  if (!held) return 'new'
  return now - (held.newest ?? held.at) > stale ? 'stale' : 'good'
}

/** `citycop.harbourtown/log/1` is the log of Harbourtown; one with another kind of name keeps it. */
export function titleOf(origin: string): string {
  const [, name] = /^citycop\.([a-z][a-z0-9-]*)\/log\/\d+$/.exec(origin) ?? []
  return name === undefined
    ? origin
    : name
        .split('-')
        .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
        .join(' ')
}
