// Requests in order about a unit's recovery. The town's custodians are named once, whichever route is tried first.
import { makeFetch, makeObjection } from '@citycop/client/recovery/ask-recovery.ts'
import type { Domain, Envelope } from '@citycop/protocol/contract/dsse.ts'
import { askedFor, type Custody, handIn, seedOf, takeIntoCustody } from '../custody.ts'
import type { Town } from '../town.ts'
import { type Make, reenveloped } from './targets.ts'

const known = new WeakMap<Town, Promise<Custody>>()
function custodyOf(town: Town): Promise<Custody> {
  const custody = known.get(town) ?? takeIntoCustody(town)
  known.set(town, custody)
  return custody
}

const signers = async (town: Town) => (await custodyOf(town)).custodians.slice(0, 3)

/** As if it had been handed in ten minutes ago. */
async function waitedFor(town: Town): Promise<string> {
  const request = await askedFor(town, await signers(town))
  const clock: { now(): Date } = town.app.context.clock
  const { now } = clock
  clock.now = () => new Date(now().getTime() - 9 * 60_000)
  try {
    return await handIn(town, request)
  } finally {
    clock.now = now
    await town.app.context.publisher.tick()
  }
}

const inside = (name: string, envelope: Envelope, domain: Domain, seed: Uint8Array) => {
  const again = reenveloped(envelope, domain, seed)
  return { body: { [name]: envelope }, inside: (change: (value: unknown) => unknown) => ({ [name]: again(change) }) }
}

export const recoveryTargets: Readonly<Record<string, Make>> = {
  'recovery:list': async () => ({ body: undefined }),
  'recovery:request': async (town) => ({ body: { request: await askedFor(town, await signers(town)) } }),
  'recovery:object': async (town, { anna }) => {
    const hash = await handIn(town, await askedFor(town, await signers(town)))
    const objection = makeObjection(town.pins.instance, hash, anna.signSeed)
    return inside('objection', objection, 'recovery-objection', anna.signSeed)
  },
  'recovery:fetch': async (town) => {
    const [rosa] = await signers(town)
    if (!rosa) throw new Error('the town has no custodians')
    const fetch = makeFetch(town.pins.instance, await waitedFor(town), seedOf(rosa))
    return inside('fetch', fetch, 'recovery-fetch', seedOf(rosa))
  },
}
