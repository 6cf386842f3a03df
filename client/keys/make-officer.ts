// A new officer's keys, drawn on the officer's own device, and the certificate an administrator signs for them.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Envelope, keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { OfficerCertificate, Pins } from '@citycop/protocol/keys/certificates.ts'
import type { OfficerKeys } from '../officers/keyfile.ts'
import { epochSigningSeed } from '../sealing/derive.ts'
import { sealed } from '../sealing/secret.ts'
import { newIdentity, recipientOf } from '../sealing/suite.ts'
import { makeOfficerCertificate, newSeed, publicKeyOf } from './make-certificate.ts'

/** What an administrator needs of an officer to put them in an epoch; no secret. */
export type Member = { readonly officer: string; readonly recipient: string; readonly signPk: string }
type Appointment = Omit<OfficerCertificate, 'v' | 'officerPk' | 'recipient'>

/** What the keyfile will hold. */
export const newOfficer = ({ instance, suite, rootPk }: Pins, name: string): OfficerKeys =>
  sealed({
    v: 1 as const,
    instance,
    suite,
    name,
    rootPk,
    ageIdentity: newIdentity(suite),
    signSeed: toBase64(newSeed()),
  })

export async function appointOfficer(
  appointment: Appointment,
  officer: OfficerKeys,
  adminSeed: Uint8Array,
): Promise<Envelope> {
  const officerPk = publicKeyOf(fromBase64(officer.signSeed))
  const recipient = await recipientOf(officer.ageIdentity)
  return makeOfficerCertificate({ ...appointment, v: 1, officerPk, recipient }, adminSeed)
}

/** What an officer hands to the administrator before an epoch begins: the public half of the subkey for it. */
export async function asMember(officer: OfficerKeys, unit: string, epoch: number): Promise<Member> {
  const signSeed = fromBase64(officer.signSeed)
  return {
    officer: keyIdOf(fromBase64(publicKeyOf(signSeed))),
    recipient: await recipientOf(officer.ageIdentity),
    signPk: publicKeyOf(epochSigningSeed(officer.instance, signSeed, unit, epoch)),
  }
}
