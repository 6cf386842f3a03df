// A log that is watched, and what is known of it.
import { join } from 'node:path'
import { type CompactRange, emptyRange } from '@citycop/protocol/log/compact-range.ts'
import { type Enrolled, nobodyEnrolled } from '@citycop/protocol/log/roll.ts'
import type { WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Contradiction } from '@citycop/protocol/watchdog/contradiction.ts'
import type { Gap, Held, ProblemKind } from '@citycop/protocol/watchdog/status.ts'
import type { LogSource } from '../log/log-source.ts'
import { noCounts } from '../log/read-entries.ts'
import { originHash } from '../witness/checkpoint-files.ts'
import type { LogPolicy } from './policies.ts'

/** Everything learnt from the entries of a log up to a size. */
export type Known = Pick<Held, 'counts' | 'tallies' | 'recoveries' | 'strange'> & {
  readonly range: CompactRange
  readonly enrolled: Enrolled
}
export type Kept = Known & Pick<Held, 'note' | 'at' | 'cosigners' | 'newest'>

export type Watched = {
  readonly origin: string
  readonly hash: string
  readonly policy: WitnessPolicy
  readonly text: string
  readonly source: LogSource
  /** Its mirror, in the layout it is served in. */
  readonly folder: string
  kept: Kept | undefined
  lookedAt: number | undefined
  problem: { readonly kind: ProblemKind; readonly since: number; readonly detail: string } | undefined
  gaps: Gap[]
  readonly contradictions: Contradiction[]
}

export const nothingKnown = (): Known => ({
  range: emptyRange,
  enrolled: nobodyEnrolled,
  counts: noCounts(),
  tallies: [],
  recoveries: [],
  strange: [],
})

export function newWatched({ key, policy, text, source }: LogPolicy, state: string): Watched {
  const hash = originHash(key.name)
  return {
    origin: key.name,
    hash,
    policy,
    text,
    source,
    folder: join(state, 'mirror', hash),
    kept: undefined,
    lookedAt: undefined,
    problem: undefined,
    gaps: [],
    contradictions: [],
  }
}
