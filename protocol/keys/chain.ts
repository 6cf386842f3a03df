// Checks a city's certificates from the pinned root downwards. Both sides run it: the server before it stores one, every
// device before it seals to one. What does not hang on the root is dropped, never half trusted.
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64 } from '../contract/base64.ts'
import { bytes, toHex } from '../contract/bytes.ts'
import { canonical } from '../contract/canonical.ts'
import { type Envelope, keyIdOf, parsePayload, payloadType, verifyEnvelope } from '../contract/dsse.ts'
import {
  type AdminCertificate,
  adminCertificate,
  type EpochCertificate,
  epochCertificate,
  type OfficerCertificate,
  officerCertificate,
  type Pins,
  type RootCertificate,
  rootCertificate,
} from './certificates.ts'

export type Trusted = {
  root: RootCertificate | undefined
  admins: AdminCertificate[]
  officers: OfficerCertificate[]
  epochs: EpochCertificate[]
}
export type Certified =
  | { what: 'root'; certificate: RootCertificate }
  | { what: 'admin'; certificate: AdminCertificate }
  | { what: 'officer'; certificate: OfficerCertificate }
  | { what: 'epoch'; certificate: EpochCertificate }

export const nobody = (): Trusted => ({ root: undefined, admins: [], officers: [], epochs: [] })

/** What a log entry names a certificate by: the hash of its canonical envelope. */
export const envelopeHash = (envelope: Envelope): string => toHex(sha256(bytes(canonical(envelope))))

/** The certificate in this envelope, if somebody already trusted signed it and may; else undefined. */
export function certify(
  pins: Pick<Pins, 'instance' | 'rootPk'>,
  trusted: Trusted,
  envelope: Envelope,
): Certified | undefined {
  const found = read(pins, trusted, envelope)
  return found?.certificate.instance === pins.instance ? found : undefined
}

/** Adds a certificate to those trusted. The newest number for the same thing wins; an older one is kept only as history. */
export function trust(trusted: Trusted, certified: Certified): void {
  if (certified.what === 'root') trusted.root = certified.certificate
  else if (certified.what === 'admin') trusted.admins.push(certified.certificate)
  else if (certified.what === 'officer') trusted.officers.push(certified.certificate)
  else trusted.epochs.push(certified.certificate)
}

function read(pins: Pick<Pins, 'rootPk'>, trusted: Trusted, envelope: Envelope): Certified | undefined {
  const rootPk = fromBase64(pins.rootPk)
  switch (envelope.payloadType) {
    case payloadType('root'): {
      const certificate = parse(rootCertificate, verifyEnvelope('root', envelope, rootPk))
      return certificate?.rootPk === pins.rootPk ? { what: 'root', certificate } : undefined
    }
    case payloadType('admin'): {
      const certificate = parse(adminCertificate, verifyEnvelope('admin', envelope, rootPk))
      return certificate && trusted.root ? { what: 'admin', certificate } : undefined
    }
    case payloadType('officer'): {
      const [admin, payload] = byAdmin('officer', trusted, envelope)
      const certificate = parse(officerCertificate, payload)
      return admin &&
        certificate &&
        inTime(admin, certificate) &&
        certificate.units.every((unit) => admin.units.includes(unit)) &&
        !takesOver(trusted, admin, certificate)
        ? { what: 'officer', certificate }
        : undefined
    }
    case payloadType('epoch'): {
      const [admin, payload] = byAdmin('epoch', trusted, envelope)
      const certificate = parse(epochCertificate, payload)
      return admin && certificate && inTime(admin, certificate) && admin.units.includes(certificate.unit)
        ? { what: 'epoch', certificate }
        : undefined
    }
    default:
      return undefined
  }
}

/** Signed for a time when the administrator was one: a key that was let go certifies nothing new. */
const inTime = (admin: AdminCertificate, { notBefore }: { readonly notBefore: string }): boolean =>
  admin.notBefore <= notBefore && notBefore <= admin.notAfter

/** Another lead's officer: a newer certificate without that lead's unit would let the officer go there. */
function takesOver(
  { officers }: Trusted,
  admin: AdminCertificate,
  { officerPk, notBefore }: OfficerCertificate,
): boolean {
  const [before] = officers.filter((one) => one.officerPk === officerPk).sort((one, other) => other.certNo - one.certNo)
  return (
    before !== undefined && before.notAfter >= notBefore && !before.units.every((unit) => admin.units.includes(unit))
  )
}

const parse = <S extends Parameters<typeof parsePayload>[0]>(schema: S, payload: Uint8Array | undefined) =>
  payload && parsePayload(schema, payload)

function byAdmin(domain: 'officer' | 'epoch', { admins }: Trusted, envelope: Envelope) {
  const admin = admins.find((one) => keyIdOf(fromBase64(one.adminPk)) === envelope.signatures[0]?.keyid)
  return [admin, admin && verifyEnvelope(domain, envelope, fromBase64(admin.adminPk))] as const
}

/** The certificate of a unit's epoch with the highest number, among those that have begun. */
export function latestEpoch(trusted: Trusted, unit: string, today: string): EpochCertificate | undefined {
  return trusted.epochs
    .filter((one) => one.unit === unit && one.notBefore <= today)
    .sort((one, other) => other.epoch - one.epoch || other.certNo - one.certNo)[0]
}
