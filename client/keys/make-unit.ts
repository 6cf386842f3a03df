// A unit's epoch: a fresh age identity that exists in the clear only here, wrapped for each member, and the certificate that
// tells the world its recipient (SEALING.md 2).
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { joined, sealTo } from '../sealing/age-file.ts'
import { newIdentity, recipientOf } from '../sealing/suite.ts'
import { makeEpochCertificate } from './make-certificate.ts'
import type { Member } from './make-officer.ts'

/** An age file to one member: {v, unit, epoch, age}. */
export type Wrap = { unit: string; epoch: number; officer: string; file: string }
type EpochPlan = Omit<EpochCertificate, 'v' | 'recipient' | 'members'>

export async function makeEpoch(
  suite: Suite,
  plan: EpochPlan,
  members: readonly Member[],
  adminSeed: Uint8Array,
): Promise<{ certificate: Envelope; wraps: Wrap[] }> {
  const identity = newIdentity(suite)
  const named = members.map(({ officer, signPk }) => ({ officer, signPk }))
  const certificate = makeEpochCertificate(
    { ...plan, v: 1, recipient: await recipientOf(identity), members: named },
    adminSeed,
  )
  const wraps = await Promise.all(members.map((member) => wrapEpoch(plan.unit, plan.epoch, identity, member)))
  return { certificate, wraps }
}

/** To a member by the recipient and the key that their certificate names. */
export async function wrapEpoch(
  unit: string,
  epoch: number,
  identity: string,
  { officer, recipient }: Pick<Member, 'officer' | 'recipient'>,
): Promise<Wrap> {
  const plain = bytes(JSON.stringify({ v: 1, unit, epoch, age: identity }))
  const file = joined(await sealTo([recipient], plain))
  return { unit, epoch, officer, file: toBase64(file) }
}
