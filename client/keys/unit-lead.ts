// Who may change a unit's keys: the holder of an administrator's key whose certificate holds today and names the unit.
import { administratorOn } from '@citycop/protocol/keys/administrators.ts'
import {
  type AdminCertificate,
  type EpochCertificate,
  isOfCity,
  type OfficerCertificate,
  type Pins,
} from '@citycop/protocol/keys/certificates.ts'
import type { Trusted } from '@citycop/protocol/keys/chain.ts'
import { epochInUse, epochsOf, lastNumber } from '@citycop/protocol/keys/epochs.ts'
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
export type CityLead = Omit<Lead, 'unit'>
type Known = { readonly pins: Pins; readonly directory: { readonly trusted: Trusted } }

/** @throws UnitRefused not-the-lead */
export function leadOf(known: Known, seed: Uint8Array, unit: string, today: string): Lead {
  const lead = administratorBy(known, seed, today)
  if (!lead.certificate.units.includes(unit)) throw new UnitRefused('not-the-lead')
  return { ...lead, unit }
}

/** Who gives the posts of the whole city. @throws UnitRefused not-the-lead, city-post */
export function cityLeadOf(known: Known, seed: Uint8Array, today: string): CityLead {
  const lead = administratorBy(known, seed, today)
  if (!lead.certificate.city) throw new UnitRefused('city-post')
  return lead
}

function administratorBy({ pins, directory: { trusted } }: Known, seed: Uint8Array, today: string): CityLead {
  const certificate = administratorOn(trusted, publicKeyOf(seed), today)
  if (!certificate) throw new UnitRefused('not-the-lead')
  let last = lastNumber(trusted)
  return { pins, trusted, seed, certificate, today, nextNumber: () => ++last }
}

/** The epoch in use, and those certified ahead of it. @throws UnitRefused no-unit */
export function liveEpochs({ trusted, unit, today }: Lead): [inUse: EpochCertificate, ...ahead: EpochCertificate[]] {
  const inUse = epochInUse(trusted, unit, today)
  if (!inUse) throw new UnitRefused('no-unit')
  return [inUse, ...epochsOf(trusted, unit).filter((one) => one.epoch > inUse.epoch)]
}

/** No certificate lasts longer than who signs it. */
export const within = ({ certificate }: Pick<Lead, 'certificate'>, day: string): string =>
  day < certificate.notAfter ? day : certificate.notAfter

/** Every reader would drop such a certificate. @throws UnitRefused city-post */
export function refuseCityPost({ certificate }: Pick<Lead, 'certificate'>, post: OfficerCertificate): void {
  if (!certificate.city && isOfCity(post)) throw new UnitRefused('city-post')
}
