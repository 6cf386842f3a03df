// Why a check of the log did not end in "confirmed". Each has words on the screens.
import type { LogState } from './log-check.ts'

export const doubts = {
  /** The log says two things that cannot both be true. */
  fork: 'contradiction',
  /** An act on this report stands in the log and was not shown. */
  withheld: 'contradiction',
  /** A shown act stands elsewhere in the log, or says something else there. */
  moved: 'contradiction',
  /** One act stands in the log twice. */
  twice: 'contradiction',
  /** An act claims to be of a time after which it was confirmed. */
  time: 'contradiction',
  /** An act claims to be older than what stands before it. */
  backdated: 'contradiction',
  /** An act names a policy or a build that does not stand in the log where it says. */
  law: 'contradiction',
  /** The entries handed out are not those that were signed. */
  entries: 'contradiction',
  /** The checkpoint is not signed as it says. */
  note: 'contradiction',
  /** The log as shown is smaller than the one this device saw before. */
  older: 'stale',
  /** The newest confirmation is over a day old. */
  old: 'stale',
  /** Nothing has been published yet. */
  missing: 'waiting',
  /** Part of the log is not handed out. */
  unavailable: 'waiting',
  /** Not enough witnesses have confirmed this checkpoint. */
  quorum: 'waiting',
  /** More to download than one may take unasked. */
  large: 'waiting',
  /** An act is newer than what was published. */
  newer: 'waiting',
} as const satisfies Record<string, LogState>

export type Why = keyof typeof doubts

export class Doubt extends Error {
  override name = 'Doubt'
  readonly why: Why
  /** For a fork: both notes, each signed by the log. */
  readonly notes: readonly [first: string, second: string] | undefined
  /** For an act: where in the log. */
  readonly index: number | undefined

  constructor(why: Why, { notes, index }: { notes?: readonly [string, string]; index?: number } = {}) {
    super(`the log is not confirmed: ${why}`)
    this.why = why
    this.notes = notes
    this.index = index
  }
}
