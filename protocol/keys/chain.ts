// Checks a city's certificates from the pinned root downwards. Both sides run it: the server before it stores one, every
// device before it seals to one. What does not hang on the root is dropped, never half trusted.
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64 } from '../contract/base64.ts'
import { bytes, toHex } from '../contract/bytes.ts'
import { canonical } from '../contract/canonical.ts'
import { type Envelope, keyIdOf, parsePayload, payloadType, verifyEnvelope } from '../contract/dsse.ts'
import { verifyQuorum } from '../contract/quorum.ts'
import { administratorOn } from './administrators.ts'
import {
  type AdminCertificate,
  adminCertificate,
  type EpochCertificate,
  epochCertificate,
  isOfCity,
  type OfficerCertificate,
  officerCertificate,
  type Pins,
  type RootCertificate,
  rootCertificate,
} from './certificates.ts'
import {
  type CustodiansCertificate,
  custodianQuorum,
  custodiansCertificate,
  custodiansNow,
  type Hashed,
  type RecoveryCertificate,
  type RotationCertificate,
  recoveryCertificate,
} from './recovery.ts'
import { readRotation } from './rotation.ts'

export type Trusted = {
  root: RootCertificate | undefined
  admins: AdminCertificate[]
  officers: OfficerCertificate[]
  epochs: EpochCertificate[]
  custodians: Hashed<CustodiansCertificate>[]
  recoveries: Hashed<RecoveryCertificate>[]
  /** Every key that was the root, in order; the last one is. */
  roots: string[]
}
export type Certified =
  | { what: 'root'; certificate: RootCertificate }
  | { what: 'admin'; certificate: AdminCertificate }
  | { what: 'officer'; certificate: OfficerCertificate }
  | { what: 'epoch'; certificate: EpochCertificate }
  | { what: 'custodians'; certificate: Hashed<CustodiansCertificate> }
  | { what: 'recovery'; certificate: Hashed<RecoveryCertificate> }
  | { what: 'rotation'; certificate: RotationCertificate }

export const nobody = (): Trusted => ({
  root: undefined,
  admins: [],
  officers: [],
  epochs: [],
  custodians: [],
  recoveries: [],
  roots: [],
})
/** To try certificates on. */
export const copyOf = (trusted: Trusted): Trusted => ({
  ...trusted,
  admins: [...trusted.admins],
  officers: [...trusted.officers],
  epochs: [...trusted.epochs],
  custodians: [...trusted.custodians],
  recoveries: [...trusted.recoveries],
  roots: [...trusted.roots],
})

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
export function trust(trusted: Trusted, { what, certificate }: Certified): void {
  if (what === 'root' || what === 'rotation') {
    trusted.root = what === 'root' ? certificate : certificate.root
    if (trusted.roots.at(-1) !== trusted.root.rootPk) trusted.roots.push(trusted.root.rootPk)
  } else if (what === 'admin') trusted.admins.push(certificate)
  else if (what === 'officer') trusted.officers.push(certificate)
  else if (what === 'epoch') trusted.epochs.push(certificate)
  else if (what === 'custodians') trusted.custodians.push(certificate)
  else trusted.recoveries.push(certificate)
}

function read(pins: Pick<Pins, 'rootPk'>, trusted: Trusted, envelope: Envelope): Certified | undefined {
  const current = trusted.root?.rootPk ?? pins.rootPk
  const rootPk = fromBase64(current)
  switch (envelope.payloadType) {
    case payloadType('root'): {
      const certificate = parse(rootCertificate, verifyEnvelope('root', envelope, rootPk))
      return certificate?.rootPk === current ? { what: 'root', certificate } : undefined
    }
    case payloadType('rotation'): {
      const certificate = readRotation(trusted, envelope)
      return certificate && { what: 'rotation', certificate }
    }
    case payloadType('custodians'): {
      const certificate = trusted.root && parse(custodiansCertificate, byRootAndCustodians(trusted, current, envelope))
      return certificate && { what: 'custodians', certificate: { ...certificate, hash: envelopeHash(envelope) } }
    }
    case payloadType('recovery'): {
      const certificate = trusted.root && parse(recoveryCertificate, verifyEnvelope('recovery', envelope, rootPk))
      // By those in office: shares of people who were let go would open the unit's reports.
      return certificate?.custodians === custodiansNow(trusted)?.hash && certificate
        ? { what: 'recovery', certificate: { ...certificate, hash: envelopeHash(envelope) } }
        : undefined
    }
    case payloadType('admin'): {
      const certificate = parse(adminCertificate, verifyEnvelope('admin', envelope, rootPk))
      return certificate && trusted.root ? { what: 'admin', certificate } : undefined
    }
    case payloadType('officer'): {
      const certificate = parse(officerCertificate, byAdmin('officer', trusted, envelope))
      const admin = certificate && adminOf(trusted, envelope, certificate)
      return admin && mayAppoint(admin, certificate) && !takesOver(trusted, admin, certificate)
        ? { what: 'officer', certificate }
        : undefined
    }
    case payloadType('epoch'): {
      const certificate = parse(epochCertificate, byAdmin('epoch', trusted, envelope))
      const admin = certificate && adminOf(trusted, envelope, certificate)
      return admin?.units.includes(certificate?.unit ?? '') && certificate ? { what: 'epoch', certificate } : undefined
    }
    default:
      return undefined
  }
}

/** The first custodians are the root's to name; later ones need three of those before, or a stolen root would name the thief's own. */
function byRootAndCustodians(trusted: Trusted, rootPk: string, envelope: Envelope) {
  const before = custodiansNow(trusted)?.custodians.map((one) => one.custodianPk) ?? []
  const least = before.length > 0 ? 1 + custodianQuorum : 1
  const isByRoot = envelope.signatures.some(({ keyid }) => keyid === keyIdOf(fromBase64(rootPk)))
  return isByRoot ? verifyQuorum('custodians', envelope, [rootPk, ...before], least) : undefined
}

/** The lead of one unit appoints to no post of the whole city, or could make herself its data-protection officer. */
const mayAppoint = (admin: AdminCertificate, post: OfficerCertificate): boolean =>
  post.units.every((unit) => admin.units.includes(unit)) && (admin.city === true || !isOfCity(post))

/** Another lead's officer, or the city's: a newer certificate would let the officer go there, or take the post away. */
function takesOver(
  { officers }: Trusted,
  admin: AdminCertificate,
  { officerPk, notBefore }: OfficerCertificate,
): boolean {
  const [before] = officers.filter((one) => one.officerPk === officerPk).sort((one, other) => other.certNo - one.certNo)
  return before !== undefined && before.notAfter >= notBefore && !mayAppoint(admin, before)
}

const parse = <S extends Parameters<typeof parsePayload>[0]>(schema: S, payload: Uint8Array | undefined) =>
  payload && parsePayload(schema, payload)

/** The key that signed this, if it ever was an administrator's. */
const signerOf = ({ admins }: Trusted, { signatures: [first] }: Envelope): string | undefined =>
  admins.find((one) => keyIdOf(fromBase64(one.adminPk)) === first?.keyid)?.adminPk

function byAdmin(domain: 'officer' | 'epoch', trusted: Trusted, envelope: Envelope) {
  const adminPk = signerOf(trusted, envelope)
  return adminPk === undefined ? undefined : verifyEnvelope(domain, envelope, fromBase64(adminPk))
}

/** Signed for a time when the administrator was one: a key that was let go certifies nothing new. */
const adminOf = (trusted: Trusted, envelope: Envelope, { notBefore }: { readonly notBefore: string }) =>
  administratorOn(trusted, signerOf(trusted, envelope) ?? '', notBefore)

/** The certificate of a unit's epoch with the highest number, among those that have begun. */
export function latestEpoch(trusted: Trusted, unit: string, today: string): EpochCertificate | undefined {
  return trusted.epochs
    .filter((one) => one.unit === unit && one.notBefore <= today)
    .sort((one, other) => other.epoch - one.epoch || other.certNo - one.certNo)[0]
}
