// Any member's device gives the unit's keys to whom the unit's own certificates name and who has none yet.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { epochInUse, epochsOf, isMember, lastNumber, officerOf } from '@citycop/protocol/keys/epochs.ts'
import { readKeys, wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import { recoveryOf } from '@citycop/protocol/keys/recovery.ts'
import type { MemberWrap, RecoveryWrap } from '@citycop/protocol/keys/wraps.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import { type Handing, wrapEpoch, wrapForRecovery } from './seal-wrap.ts'

export type Missing = { readonly unit: string; readonly epoch: number; readonly officer: string }
type Held = readonly Missing[]
type Recoverable = Omit<RecoveryWrap, 'file' | 'seal'>

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

/** As this officer signs for what they hand on. */
export const handing = ({ instance: { pins, directory }, signSeed }: Desk): Handing => ({
  instance: pins.instance,
  seed: signSeed,
  asOf: lastNumber(directory.trusted),
})

/** How many were handed in. @throws Problem, Unreachable */
export async function wrapMissing(desk: Desk, today: string): Promise<number> {
  const { server, directory } = desk.instance
  const { wraps: held, recovery: recovering } = await call(server, readKeys, {}, desk.token)
  const wraps: MemberWrap[] = []
  for (const { unit, epoch, officer } of missingWraps(desk, held, today)) {
    const known = directory.trusted.officers.find((one) => keyIdOf(fromBase64(one.officerPk)) === officer)
    const certificate = known && officerOf(directory.trusted, known.officerPk, today)
    const identity = desk.epochs.get(`${unit}/${epoch}`)
    if (!certificate?.units.includes(unit) || !identity) continue
    const key = { unit, epoch, identity }
    wraps.push(await wrapEpoch(handing(desk), key, { officer, recipient: certificate.recipient }))
  }
  const recovery = await recoveryMissing(desk, recovering, today)
  if (wraps.length + recovery.length === 0) return 0
  const given = { wraps: wraps.slice(0, 500), ...(recovery.length > 0 ? { recovery: recovery.slice(0, 500) } : {}) }
  return (await call(server, wrapKeys, given, desk.token)).stored
}

/** Every key this desk holds, for the recovery identity of its unit, where the server has it not yet. */
async function recoveryMissing(desk: Desk, held: readonly Recoverable[], today: string): Promise<RecoveryWrap[]> {
  const { trusted } = desk.instance.directory
  const wraps: RecoveryWrap[] = []
  for (const [name, identity] of desk.epochs) {
    const [unit = '', number] = name.split('/')
    const epoch = Number(number)
    const recovering = recoveryOf(trusted, unit)
    const inUse = epochInUse(trusted, unit, today)
    if (!recovering || !inUse || !isMember(inUse, desk.officer.keyId)) continue
    if (held.some((one) => one.unit === unit && one.epoch === epoch && one.recovery === recovering.hash)) continue
    wraps.push(await wrapForRecovery(handing(desk), { unit, epoch, identity }, recovering))
  }
  return wraps
}
