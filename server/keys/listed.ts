// Which certificates the directory shows, and the roll in the log that says how many there were at a place in it.
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import { makeRoll } from '@citycop/protocol/log/roll.ts'
import type { Context } from '../context.ts'
import { placesOf } from '../log/store.ts'
import type { StoredCertificate } from './store.ts'

type Listing = Pick<Context, 'city' | 'database' | 'keys'>
type Listed = { readonly one: StoredCertificate; readonly index: number | undefined }

/** All but those of an epoch that was destroyed before this place in the log; each with its own place, once it has one. */
export async function listedAt({ city, database, keys }: Listing, until: number): Promise<Listed[]> {
  const acts = keys.stored.flatMap((one) => [one.act, keys.destroyedBy(one) ?? []].flat())
  const places = await placesOf(database.query, city.pins.instance, [...new Set(acts)])
  const isGone = (one: StoredCertificate): boolean => {
    const act = keys.destroyedBy(one)
    return act !== undefined && (places.get(act) ?? until) < until
  }
  return keys.stored.filter((one) => !isGone(one)).map((one) => ({ one, index: places.get(one.act) }))
}

/** What stands in the log about keys before this place in it. */
export async function rollAt(ctx: Listing, until: number): Promise<Uint8Array> {
  const listed = await listedAt(ctx, until)
  const hashes = listed.filter(({ index = until }) => index < until).map(({ one }) => one.hash)
  return publicEntry('keys', makeRoll(hashes, until))
}
