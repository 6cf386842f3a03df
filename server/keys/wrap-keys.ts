// Members hand one another the epochs' keys: the server sees that the right person gets a file, and nothing of what is in it.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { epochInUse, isMember, mayHold, newestOf } from '@citycop/protocol/keys/epochs.ts'
import type { readKeys as readRoute, wrapKeys as wrapRoute } from '@citycop/protocol/keys/member-contract.ts'
import { recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import type { Context } from '../context.ts'
import type { Officer } from '../policy/authorise.ts'
import { type HeldRecovery, heldRecoveries, insertRecoveryWraps } from './recovery-wraps.ts'
import { refuseUnsigned } from './refuse-wraps.ts'
import { heldWraps, insertWraps, reportsByEpoch } from './store.ts'

export async function readKeys(
  { database, city, sessions }: Context,
  { units }: Officer,
): Promise<Reply<typeof readRoute>> {
  const { instance } = city.pins
  const [wraps, recovery, reports] = await Promise.all([
    heldWraps(database.query, instance, units),
    heldRecoveries(database.query, instance, units),
    reportsByEpoch(database.query, instance, units),
  ])
  return { wraps, recovery, reports, sessions: sessions.open(units) }
}

/** @throws Problem forbidden: only a member gives, and only whom the unit's own certificate names is given; bad-signature */
export async function wrapKeys(
  { database, city, keys, clock }: Context,
  { units, keyId }: Officer,
  { wraps, recovery = [] }: Body<typeof wrapRoute>,
): Promise<Reply<typeof wrapRoute>> {
  const today = clock.today()
  const gives = (unit: string) => {
    const inUse = units.includes(unit) ? epochInUse(keys.trusted, unit, today) : undefined
    return inUse !== undefined && isMember(inUse, keyId)
  }
  if (!wraps.every((one) => gives(one.unit) && mayHold(keys.trusted, one, today)))
    throw new Problem('forbidden', 'a wrap is from or for nobody whom the unit’s certificate names')
  const recovers = ({ unit, epoch, recovery }: HeldRecovery) =>
    gives(unit) &&
    newestOf(keys.trusted, unit, epoch) !== undefined &&
    recoveryOf(keys.trusted, unit)?.hash === recovery
  if (!recovery.every((one) => recovers(one) && !keys.isDestroyed(one)))
    throw new Problem('forbidden', 'a wrap is for no recovery identity of the unit')
  refuseUnsigned({ pins: city.pins, trusted: keys.trusted }, [...wraps, ...recovery], keyId)
  const { query } = database
  const { instance } = city.pins
  return {
    stored: (await insertWraps(query, instance, wraps)) + (await insertRecoveryWraps(query, instance, recovery)),
  }
}
