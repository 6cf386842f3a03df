// Finds the city, and believes only what its pinned root signed.

import { Unreachable } from '@citycop/client/api/call.ts'
import { keepsIdentities } from '@citycop/client/identity/seal-identity.ts'
import { connect, connectKept, type Instance, type KeptCity, type Memory } from '@citycop/client/keys/connect.ts'
import { spellRoot } from '@citycop/client/keys/spell-hash.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { City, Input } from './commands.ts'
import { held } from './held.ts'
import { fetchedLists } from './word-lists.ts'

/** A promise of the policy that this city has nobody to keep is not repeated. */
function withoutVault(terms: Policy): Policy {
  const { tip, concern, formal_complaint } = terms.modes
  const less = (modes: typeof tip) => modes.filter((one) => one !== 'confidential')
  return { ...terms, modes: { tip: less(tip), concern: less(concern), formal_complaint: less(formal_complaint) } }
}

export async function connectTo({ origin, seen, kept }: Input<'connect'>): Promise<City> {
  const english = fetchedLists.en().catch(() => undefined) // without it the city has no words, and all the rest works
  // Grows with every answer while the app is open; the page stores what it was after the first connection, and no later one.
  held.seen ??= seen
  const memory: Memory = {
    read: () => held.seen,
    write: (next) => {
      held.seen = next
    },
  }
  let answered: KeptCity | undefined
  const keep = (city: KeptCity) => {
    answered = city
  }
  held.instance = await connect(origin, { memory, keep }).catch((thrown) => orKept(thrown, origin, memory, kept))
  const { directory, demo, pins } = held.instance
  const words = await english
  return {
    demo,
    instance: pins.instance,
    ...(words ? { fingerprint: spellRoot(pins.rootPk, words) } : {}),
    // Custodians and supervisors receive nothing, and are no choice of anybody's.
    units: directory.units
      .filter(({ serves }) => serves.length > 0)
      .map(({ id, title, serves, unconfirmedSince }) => ({
        id,
        title,
        serves,
        ...(unconfirmedSince === undefined ? {} : { unconfirmedSince }),
      })),
    terms: keepsIdentities(held.instance) ? directory.policy : withoutVault(directory.policy),
    seen: held.seen,
    ...(answered ? { answered } : {}),
  }
}

/** Without a network a report can be sealed to the key that this device saw last: checked again, and said to be unconfirmed if old. */
async function orKept(thrown: unknown, origin: string, memory: Memory, kept: unknown): Promise<Instance> {
  const found = thrown instanceof Unreachable ? await connectKept(origin, kept, { memory }) : undefined
  if (!found) throw thrown
  return found
}
