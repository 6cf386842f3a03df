// After the wait, to a custodian, and once: the keys that the request names. The database asks for the published entry itself.
import { randomUUID } from 'node:crypto'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { holdersOf } from '@citycop/protocol/keys/recovery.ts'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import { recoveryFetch, recoveryRequest } from '@citycop/protocol/recovery/asked.ts'
import type { fetchRecovery as route } from '@citycop/protocol/recovery/contract.ts'
import type { Context } from '../context.ts'
import { insertAct } from '../log/store.ts'
import { opened } from '../platform/signing.ts'
import { minuteOf } from './minute-of.ts'
import { stateOf } from './state-of.ts'
import { readRequest, releaseWraps } from './store.ts'

/** @throws Problem */
export async function fetchRecovery(ctx: Context, { fetch }: Body<typeof route>): Promise<Reply<typeof route>> {
  const { city, database, log, clock, keys } = ctx
  const { instance } = city.pins
  const said = parsePayload(recoveryFetch, Buffer.from(fetch.payload, 'base64'))
  if (!said || said.instance !== instance) throw new Problem('bad-request', 'look at fetch')
  if (!opened('recovery-fetch', fetch, Buffer.from(said.by, 'base64'))) throw new Problem('bad-signature')
  const asked = await readRequest(database.query, instance, said.request)
  const request = asked && parsePayload(recoveryRequest, Buffer.from(asked.envelope.payload, 'base64'))
  if (!asked || !request || asked.index === null) throw new Problem('not-found')
  const recovery = keys.trusted.recoveries.find((one) => one.hash === request.recovery)
  if (!recovery || !holdersOf(keys.trusted, recovery).includes(said.by))
    throw new Problem('bad-signature', 'by none of the custodians who hold the shares')
  const state = stateOf(asked, clock.now())
  if (state !== 'ready') throw new Problem('state-changed', `this recovery is ${state}`)
  const act = randomUUID()
  const { unit, hash: sha256 } = asked
  const files = await database.transaction(async ({ query }) => {
    await insertAct(query, instance, act, publicEntry('keys', { v: 1, what: 'recovery-done', unit, sha256 }))
    return releaseWraps(query, sha256, clock.now(), act)
  })
  await log.number(act) // nothing leaves before everybody can see that it did
  const wraps = files.map((one) => ({ unit, recovery: request.recovery, ...one }))
  return { request: asked.envelope, index: asked.index, until: minuteOf(asked.until), wraps }
}
