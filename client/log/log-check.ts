// What the check of a report against the log found out. Plain data: it crosses from the Worker to the page, and into JSON.
import type { Contradiction } from '../keys/connect.ts'
import type { Why } from './doubt.ts'

/** `unwitnessed`: the log says so, and nobody outside the city is asked to confirm it. */
export type LogState = 'confirmed' | 'waiting' | 'stale' | 'contradiction' | 'unwitnessed'

export type LogCheck = {
  readonly state: LogState
  readonly why?: Why
  /** Acts shown, and those of them that stand in the published log. */
  readonly acts: number
  readonly confirmed: number
  /** Who cosigned the published checkpoint, by the policy's names. */
  readonly witnesses: readonly string[]
  /** When enough of them had last done so, in seconds. */
  readonly newest?: number
  /** Entries looked through since the report's own. */
  readonly scanned: number
  /** They were not: what was shown is checked, not that there is nothing else. */
  readonly unscanned?: true
  /** What a scan downloads, about. */
  readonly bytes: number
  /** Of the published checkpoint; the root in hexadecimal. */
  readonly size: number
  readonly root: string
  /** Where the act stands that raises the doubt. */
  readonly index?: number
  readonly contradiction?: Contradiction
}
