// A unit's epoch: a fresh age identity that exists in the clear only here, wrapped for each member and signed by who certifies it, and the certificate that
// tells the world its recipient (SEALING.md 2).
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import type { MemberWrap, RecoveryWrap } from '@citycop/protocol/keys/wraps.ts'
import { newIdentity, recipientOf } from '../sealing/suite.ts'
import { makeEpochCertificate } from './make-certificate.ts'
import type { Member } from './make-officer.ts'
import { type Recovering, wrapEpoch, wrapForRecovery } from './seal-wrap.ts'

type EpochPlan = Omit<EpochCertificate, 'v' | 'recipient' | 'members'>

export async function makeEpoch(
  suite: Suite,
  plan: EpochPlan,
  members: readonly Member[],
  adminSeed: Uint8Array,
  recovering?: Recovering,
): Promise<{ certificate: Envelope; wraps: MemberWrap[]; recovery: RecoveryWrap[] }> {
  const identity = newIdentity(suite)
  const named = members.map(({ officer, signPk }) => ({ officer, signPk }))
  const certificate = makeEpochCertificate(
    { ...plan, v: 1, recipient: await recipientOf(identity), members: named },
    adminSeed,
  )
  const by = { instance: plan.instance, seed: adminSeed, asOf: plan.certNo }
  const key = { unit: plan.unit, epoch: plan.epoch, identity }
  const wraps = await Promise.all(members.map((member) => wrapEpoch(by, key, member)))
  const recovery = recovering ? [await wrapForRecovery(by, key, recovering)] : []
  return { certificate, wraps, recovery }
}
