// Any member's device gives the unit's keys to whom the unit's own certificates name and who has none yet.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { epochInUse, epochsOf, isMember, officerOf } from '@citycop/protocol/keys/epochs.ts'
import { readKeys, wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import { type Wrap, wrapEpoch } from './make-unit.ts'

export type Missing = { readonly unit: string; readonly epoch: number; readonly officer: string }
type Held = readonly Missing[]

/** Wraps that should be there and are not, of the epochs whose key this desk holds. The server's list is no more than a hint: who may
 * get a key, the certificates say. */
export function missingWraps(desk: Desk, held: Held, today: string): Missing[] {
  const { trusted } = desk.instance.directory
  return [...desk.epochs.keys()].flatMap((name) => {
    const [unit = '', number] = name.split('/')
    const epoch = Number(number)
    const inUse = epochInUse(trusted, unit, today)
    const own = epochsOf(trusted, unit).find((one) => one.epoch === epoch)
    const named = inUse && epoch > inUse.epoch ? own : inUse
    if (!named || !isMember(named, desk.officer.keyId)) return []
    return named.members
      .map((one) => ({ unit, epoch, officer: one.officer }))
      .filter((one) => !held.some((each) => each.unit === unit && each.epoch === epoch && each.officer === one.officer))
  })
}

/** How many were handed in. @throws Problem, Unreachable */
export async function wrapMissing(desk: Desk, today: string): Promise<number> {
  const { server, directory } = desk.instance
  const { wraps: held } = await call(server, readKeys, {}, desk.token)
  const wraps: Wrap[] = []
  for (const { unit, epoch, officer } of missingWraps(desk, held, today)) {
    const known = directory.trusted.officers.find((one) => keyIdOf(fromBase64(one.officerPk)) === officer)
    const certificate = known && officerOf(directory.trusted, known.officerPk, today)
    const identity = desk.epochs.get(`${unit}/${epoch}`)
    if (!certificate?.units.includes(unit) || !identity) continue
    wraps.push(await wrapEpoch(unit, epoch, identity, { officer, recipient: certificate.recipient }))
  }
  if (wraps.length === 0) return 0
  return (await call(server, wrapKeys, { wraps: wraps.slice(0, 500) }, desk.token)).stored
}
