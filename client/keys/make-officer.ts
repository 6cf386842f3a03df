// A new officer's keys, drawn on the officer's own device, and the certificate an administrator signs for them.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import { type Envelope, keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { epochSigningSeed } from '../sealing/derive.ts'
import { sealed } from '../sealing/secret.ts'
import { newIdentity, recipientOf } from '../sealing/suite.ts'
import { makeOfficerCertificate, newSeed, publicKeyOf } from './make-certificate.ts'

/** The secrets of an officer: what the keyfile holds. */
export type OfficerSecrets = { readonly signSeed: Bytes; readonly ageIdentity: string }
/** What an administrator needs of an officer to put them in an epoch; no secret. */
export type Member = { readonly officer: string; readonly recipient: string; readonly signPk: string }

export const newOfficer = (suite: Suite): OfficerSecrets =>
  sealed({ signSeed: newSeed(), ageIdentity: newIdentity(suite) })

type Appointment = { instance: string; certNo: number; notBefore: string; notAfter: string; units: string[] }

export async function appointOfficer(
  appointment: Appointment,
  officer: OfficerSecrets,
  adminSeed: Uint8Array,
): Promise<Envelope> {
  const [officerPk, recipient] = [publicKeyOf(officer.signSeed), await recipientOf(officer.ageIdentity)]
  return makeOfficerCertificate({ v: 1, ...appointment, officerPk, recipient }, adminSeed)
}

/** What an officer hands to the administrator before an epoch begins. */
export async function asMember(
  instance: string,
  unit: string,
  epoch: number,
  officer: OfficerSecrets,
): Promise<Member> {
  return {
    officer: keyIdOf(ed25519.getPublicKey(officer.signSeed)),
    recipient: await recipientOf(officer.ageIdentity),
    signPk: toBase64(ed25519.getPublicKey(epochSigningSeed(instance, officer.signSeed, unit, epoch))),
  }
}
