// Public entries: what everybody may know of the city itself. Each content is appended once, whoever asks how often.
import { randomUUID } from 'node:crypto'
import type { PublicContent, PublicKind } from '@citycop/protocol/log/public-content.ts'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import type { Context } from '../context.ts'
import { sha256 } from '../platform/hash.ts'
import { insertPublicEntry, isAppended } from './published-store.ts'
import { insertAct } from './store.ts'

/** Settles when it stands in the signed log. `given`: what tells it from others of its kind, where that is not all it says.
 * @throws Error when an entry of this kind may not say that */
export async function appendPublic<Kind extends PublicKind>(
  { city, clock, database, log }: Pick<Context, 'city' | 'clock' | 'database' | 'log'>,
  kind: Kind,
  content: PublicContent<Kind>,
  given?: Uint8Array,
): Promise<void> {
  const { instance } = city.pins
  const entry = publicEntry(kind, content)
  const hash = given ?? sha256(entry)
  if (await isAppended(database.query, instance, kind, hash)) return
  const act = randomUUID()
  const appended = await database.transaction(async ({ query }) => {
    await insertAct(query, instance, act, entry)
    return insertPublicEntry(query, instance, { kind, hash, act, day: clock.today() })
  })
  if (appended) await log.number(act)
}
