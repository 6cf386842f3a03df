// A unit's epoch: a fresh age identity that exists in the clear only here, wrapped for each member, and the certificate that
// tells the world its recipient (SEALING.md 2).
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import type { RecoveryWrap } from '@citycop/protocol/keys/contract.ts'
import { joined, sealTo } from '../sealing/age-file.ts'
import { newIdentity, recipientOf } from '../sealing/suite.ts'
import { makeEpochCertificate } from './make-certificate.ts'
import type { Member } from './make-officer.ts'

/** An age file to one member: {v, unit, epoch, age}. */
export type Wrap = { unit: string; epoch: number; officer: string; file: string }
/** A unit's recovery identity, where it has one: its certificate's hash and recipient. */
export type Recovering = { readonly hash: string; readonly recipient: string }
type EpochPlan = Omit<EpochCertificate, 'v' | 'recipient' | 'members'>

export async function makeEpoch(
  suite: Suite,
  plan: EpochPlan,
  members: readonly Member[],
  adminSeed: Uint8Array,
  recovering?: Recovering,
): Promise<{ certificate: Envelope; wraps: Wrap[]; recovery: RecoveryWrap[] }> {
  const identity = newIdentity(suite)
  const named = members.map(({ officer, signPk }) => ({ officer, signPk }))
  const certificate = makeEpochCertificate(
    { ...plan, v: 1, recipient: await recipientOf(identity), members: named },
    adminSeed,
  )
  const wraps = await Promise.all(members.map((member) => wrapEpoch(plan.unit, plan.epoch, identity, member)))
  const recovery = recovering ? [await wrapForRecovery(plan.unit, plan.epoch, identity, recovering)] : []
  return { certificate, wraps, recovery }
}

/** To a member by the recipient and the key that their certificate names. */
export async function wrapEpoch(
  unit: string,
  epoch: number,
  identity: string,
  { officer, recipient }: Pick<Member, 'officer' | 'recipient'>,
): Promise<Wrap> {
  return { unit, epoch, officer, file: await sealedKey(unit, epoch, identity, recipient) }
}

/** To the recipient that opens only when three custodians come together. */
export const wrapForRecovery = async (
  unit: string,
  epoch: number,
  identity: string,
  { hash, recipient }: Recovering,
): Promise<RecoveryWrap> => ({ unit, epoch, recovery: hash, file: await sealedKey(unit, epoch, identity, recipient) })

async function sealedKey(unit: string, epoch: number, identity: string, recipient: string): Promise<string> {
  const plain = bytes(JSON.stringify({ v: 1, unit, epoch, age: identity }))
  return toBase64(joined(await sealTo([recipient], plain)))
}
