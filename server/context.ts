// What every act of this server works with. One process serves one city.

import type { Policy } from '@citycop/protocol/policy/parameters.ts'
import type { BlobStore } from './attachments/blob-store.ts'
import type { Prices } from './http/prices.ts'
import type { Keys } from './keys/keys.ts'
import type { Log } from './log/log.ts'
import type { Publisher } from './log/publish.ts'
import type { Challenges } from './officers/challenges.ts'
import type { Sessions } from './officers/sessions.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/database.ts'
import type { City } from './platform/instance.ts'
import type { ErasureJournal } from './reports/erasure-journal.ts'
import type { Intake } from './reports/intake.ts'

export type Context = {
  readonly city: City
  readonly policy: Policy
  readonly database: Database
  readonly log: Log
  readonly publisher: Publisher
  readonly keys: Keys
  readonly blobs: BlobStore
  readonly sessions: Sessions
  readonly challenges: Challenges
  readonly prices: Prices
  readonly intake: Intake
  readonly erasures: ErasureJournal
  readonly clock: Clock
}
