// Whoever can sign as a member of the unit shows that not every keyfile is lost: that alone ends a recovery. So does the unit's lead.
import { randomUUID } from 'node:crypto'
import { keyIdOf, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { administratorOn } from '@citycop/protocol/keys/administrators.ts'
import { epochInUse, isMember } from '@citycop/protocol/keys/epochs.ts'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import { recoveryObjection } from '@citycop/protocol/recovery/asked.ts'
import type { objectToRecovery as route } from '@citycop/protocol/recovery/contract.ts'
import type { Context } from '../context.ts'
import { insertAct } from '../log/store.ts'
import { opened } from '../platform/signing.ts'
import { markObjected, readRequest } from './store.ts'

/** @throws Problem */
export async function objectToRecovery(ctx: Context, { objection }: Body<typeof route>): Promise<Reply<typeof route>> {
  const { city, database, log } = ctx
  const { instance } = city.pins
  const said = parsePayload(recoveryObjection, Buffer.from(objection.payload, 'base64'))
  if (!said || said.instance !== instance) throw new Problem('bad-request', 'look at objection')
  if (!opened('recovery-objection', objection, Buffer.from(said.by, 'base64'))) throw new Problem('bad-signature')
  const asked = await readRequest(database.query, instance, said.request)
  if (!asked) throw new Problem('not-found')
  if (!mayObject(ctx, asked.unit, said.by)) throw new Problem('bad-signature', 'by no member and no lead of this unit')
  const act = randomUUID()
  const { unit, hash: sha256 } = asked
  const objected = await database.transaction(async ({ query }) => {
    await insertAct(query, instance, act, publicEntry('keys', { v: 1, what: 'recovery-objected', unit, sha256 }))
    if (!(await markObjected(query, instance, sha256, act))) throw new Problem('state-changed', 'this recovery is over')
    return true
  })
  if (objected) await log.number(act)
  return { sha256 }
}

function mayObject({ keys, clock }: Context, unit: string, by: string): boolean {
  const today = clock.today()
  const inUse = epochInUse(keys.trusted, unit, today)
  const member = inUse !== undefined && isMember(inUse, keyIdOf(Buffer.from(by, 'base64')))
  const isLead = administratorOn(keys.trusted, by, today)?.units.includes(unit) === true
  return isLead || (member && keys.officer(by, today)?.units.includes(unit) === true)
}
