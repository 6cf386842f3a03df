// Makes what the people who hold a city's keys sign (SEALING.md 2). Each certificate is parsed before it is signed: nobody signs
// what every reader would drop.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical, type Json } from '@citycop/protocol/contract/canonical.ts'
import { type Domain, type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import {
  type AdminCertificate,
  adminCertificate,
  type CurrentStatement,
  currentStatement,
  type EpochCertificate,
  epochCertificate,
  type OfficerCertificate,
  officerCertificate,
  type RootCertificate,
  rootCertificate,
} from '@citycop/protocol/keys/certificates.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { type GenericSchema, parse } from 'valibot'
import { epochSigningSeed } from '../sealing/derive.ts'

/** 32 random bytes: the seed of an Ed25519 key. */
export const newSeed = (): Bytes => crypto.getRandomValues(new Uint8Array(32))
export const publicKeyOf = (seed: Uint8Array): string => toBase64(ed25519.getPublicKey(seed))

export function makeRootCertificate(certificate: RootCertificate, rootSeed: Uint8Array): Envelope {
  // Signed by another key than it names, a root would be refused by every device that pins it.
  if (certificate.rootPk !== publicKeyOf(rootSeed)) throw new Error('the root certificate names another root key')
  return sign('root', rootCertificate, certificate, rootSeed)
}

export const makeAdminCertificate = (certificate: AdminCertificate, rootSeed: Uint8Array): Envelope =>
  sign('admin', adminCertificate, certificate, rootSeed)

export const makeOfficerCertificate = (certificate: OfficerCertificate, adminSeed: Uint8Array): Envelope =>
  sign('officer', officerCertificate, certificate, adminSeed)

export const makeEpochCertificate = (certificate: EpochCertificate, adminSeed: Uint8Array): Envelope =>
  sign('epoch', epochCertificate, certificate, adminSeed)

/** A member's word that the unit's epoch is the one in use, signed with the member's subkey for that epoch. */
export const makeCurrentStatement = (statement: CurrentStatement, signSeed: Uint8Array): Envelope =>
  sign(
    'current',
    currentStatement,
    statement,
    epochSigningSeed(statement.instance, signSeed, statement.unit, statement.epoch),
  )

const sign = (domain: Domain, schema: GenericSchema<Json>, content: Json, seed: Uint8Array): Envelope =>
  signEnvelope(domain, bytes(canonical(parse(schema, content))), seed)
