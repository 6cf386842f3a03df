// Three custodians ask for a unit's keys. The request becomes a public entry that names unit and epochs; nothing is given out yet.
import { randomUUID } from 'node:crypto'
import { type Envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { verifyQuorum } from '@citycop/protocol/contract/quorum.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { newestOf } from '@citycop/protocol/keys/epochs.ts'
import { custodianQuorum, holdersOf, recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import {
  freshDays,
  type RecoveryRequest,
  recoveryRequest,
  requestHash,
  waitMinutes,
} from '@citycop/protocol/recovery/asked.ts'
import type { requestRecovery as route } from '@citycop/protocol/recovery/contract.ts'
import { skewMinutes } from '@citycop/protocol/recovery/waited.ts'
import type { Context } from '../context.ts'
import { insertAct } from '../log/store.ts'
import { isTaken } from '../platform/database.ts'
import { minuteOf } from './minute-of.ts'
import { insertRequest, readRequest } from './store.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** @throws Problem */
export async function requestRecovery(ctx: Context, { request }: Body<typeof route>): Promise<Reply<typeof route>> {
  const { city, database, log, clock } = ctx
  const { instance } = city.pins
  const asked = believed(ctx, request)
  const hash = requestHash(request)
  const before = await readRequest(database.query, instance, hash)
  if (before) throw new Problem('state-changed', 'this request was handed in before')
  const until = new Date(Math.ceil(clock.now().getTime() / minute) * minute + waitMinutes(city.pins) * minute)
  const act = randomUUID()
  const { unit, epochs } = asked
  const said = {
    v: 1 as const,
    what: 'recovery-requested' as const,
    unit,
    epochs,
    until: minuteOf(until),
    sha256: hash,
  }
  const entry = publicEntry('keys', { ...said, approvals: request.signatures })
  try {
    await database.transaction(async ({ query }) => {
      await insertAct(query, instance, act, entry)
      await insertRequest(query, instance, { hash, envelope: request, unit, until, act })
    })
  } catch (error) {
    if (isTaken(error)) throw new Problem('state-changed', 'this request was handed in before')
    throw error
  }
  await log.number(act)
  return { sha256: hash, until: minuteOf(until) }
}

/** What was asked, if three of those who hold the shares of the unit's newest recovery identity signed it a short while ago. */
function believed({ city, keys, clock }: Context, request: Envelope): RecoveryRequest {
  const asked = parsePayload(recoveryRequest, Buffer.from(request.payload, 'base64'))
  if (!asked) throw new Problem('bad-request', 'look at request')
  if (asked.instance !== city.pins.instance) throw new Problem('wrong-instance')
  const recovery = recoveryOf(keys.trusted, asked.unit)
  if (!recovery || recovery.hash !== asked.recovery)
    throw new Problem('not-found', 'the unit has no such recovery identity, or a newer one')
  if (!verifyQuorum('recovery-request', request, holdersOf(keys.trusted, recovery), custodianQuorum))
    throw new Problem('bad-signature', 'fewer than three custodians signed it, or one of them twice')
  const age = clock.now().getTime() - Date.parse(asked.at)
  if (age > freshDays * day || age < -skewMinutes * minute)
    throw new Problem('state-changed', 'it was signed too long ago')
  const unknown = asked.epochs.find((epoch) => !newestOf(keys.trusted, asked.unit, epoch))
  if (unknown !== undefined) throw new Problem('not-found', `the unit has no epoch ${unknown}`)
  return asked
}
