// What every act of this server works with. One process serves one city.

import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { BlobStore } from './attachments/blob-store.ts'
import type { Prices } from './http/prices.ts'
import type { Keys } from './keys/keys.ts'
import type { Log } from './log/log.ts'
import type { Publisher } from './log/publish.ts'
import type { Challenges } from './officers/challenges.ts'
import type { Sessions } from './officers/sessions.ts'
import type { Gate } from './pilots/pilot-gate.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/database.ts'
import type { City } from './platform/instance.ts'
import type { CheckPolicy } from './policy/check-apart.ts'
import type { Versions } from './policy/versions.ts'
import type { Changes } from './reports/changes.ts'
import type { ErasureJournal } from './reports/erasure-journal.ts'
import type { Intake } from './reports/intake.ts'

export type Context = {
  readonly city: City
  /** The terms in force now. */
  readonly policy: Policy
  readonly versions: Versions
  /** Whether a version may be shown to those who approve. */
  readonly checkPolicy: CheckPolicy
  /** Whether the city takes reports: a policy is in force, and nothing of what the law asks for is missing. */
  readonly open: () => boolean
  /** What the city says of itself, and what it lacks. */
  readonly gate: Gate
  /** A version that the log holds: from its day on it is in force. */
  readonly activate: (number: number, index: number) => Promise<void>
  /** A decision failed for a reason that is ours: the operator must look. */
  readonly onDenied: (action: string, why: string, errors: readonly string[]) => void
  /** Where the log has the builds that this server serves. */
  readonly builds: { citizen?: number; desk?: number }
  readonly database: Database
  readonly log: Log
  readonly publisher: Publisher
  readonly keys: Keys
  readonly blobs: BlobStore
  readonly sessions: Sessions
  readonly challenges: Challenges
  readonly prices: Prices
  readonly intake: Intake
  readonly changes: Changes
  readonly erasures: ErasureJournal
  readonly clock: Clock
}
