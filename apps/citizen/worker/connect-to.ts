// Finds the city, and believes only what its pinned root signed.
import { connect, type Memory } from '@citycop/client/keys/connect.ts'
import type { City, Input } from './commands.ts'
import { held } from './held.ts'

export async function connectTo({ origin, seen }: Input<'connect'>): Promise<City> {
  // Grows with every answer while the app is open; the page stores what it was after the first connection, and no later one.
  held.seen ??= seen
  const memory: Memory = {
    read: () => held.seen,
    write: (next) => {
      held.seen = next
    },
  }
  held.instance = await connect(origin, { memory })
  const { directory, fingerprint, demo, pins } = held.instance
  return {
    demo,
    instance: pins.instance,
    fingerprint,
    units: directory.units.map(({ id, title, serves, unconfirmedSince }) => ({
      id,
      title,
      serves,
      ...(unconfirmedSince === undefined ? {} : { unconfirmedSince }),
    })),
    terms: directory.policy,
    seen: held.seen,
  }
}
