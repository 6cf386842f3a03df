// Who may change a unit's keys: the holder of an administrator's key whose certificate holds today and names the unit.
import {
  type AdminCertificate,
  type EpochCertificate,
  isOfCity,
  type OfficerCertificate,
  type Pins,
} from '@citycop/protocol/keys/certificates.ts'
import type { Trusted } from '@citycop/protocol/keys/chain.ts'
import { epochInUse, epochsOf } from '@citycop/protocol/keys/epochs.ts'
import { publicKeyOf } from './make-certificate.ts'
import { UnitRefused } from './unit-refused.ts'

export type Lead = {
  readonly pins: Pins
  readonly trusted: Trusted
  readonly unit: string
  readonly seed: Uint8Array
  readonly certificate: AdminCertificate
  readonly today: string
  /** One counter for the whole city, so that the server's order is the certificates' own. */
  readonly nextNumber: () => number
}
type Known = { readonly pins: Pins; readonly directory: { readonly trusted: Trusted } }

/** @throws UnitRefused not-the-lead */
export function leadOf({ pins, directory: { trusted } }: Known, seed: Uint8Array, unit: string, today: string): Lead {
  const adminPk = publicKeyOf(seed)
  const [certificate] = trusted.admins
    .filter((one) => one.adminPk === adminPk && one.notBefore <= today && one.notAfter >= today)
    .filter((one) => one.units.includes(unit))
    .sort((one, other) => other.certNo - one.certNo)
  if (!certificate) throw new UnitRefused('not-the-lead')
  const all = [...trusted.admins, ...trusted.officers, ...trusted.epochs].map(({ certNo }) => certNo)
  let last = Math.max(trusted.root?.certNo ?? 0, ...all)
  return { pins, trusted, unit, seed, certificate, today, nextNumber: () => ++last }
}

/** The epoch in use, and those certified ahead of it. @throws UnitRefused no-unit */
export function liveEpochs({ trusted, unit, today }: Lead): [inUse: EpochCertificate, ...ahead: EpochCertificate[]] {
  const inUse = epochInUse(trusted, unit, today)
  if (!inUse) throw new UnitRefused('no-unit')
  return [inUse, ...epochsOf(trusted, unit).filter((one) => one.epoch > inUse.epoch)]
}

/** No certificate lasts longer than who signs it. */
export const within = ({ certificate }: Lead, day: string): string =>
  day < certificate.notAfter ? day : certificate.notAfter

/** Every reader would drop such a certificate. @throws UnitRefused city-post */
export function refuseCityPost({ certificate }: Pick<Lead, 'certificate'>, post: OfficerCertificate): void {
  if (!certificate.city && isOfCity(post)) throw new UnitRefused('city-post')
}
