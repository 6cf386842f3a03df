// Who may certify officers and epochs. The root names an administrator by a certificate, and ends one by another that begins after it
// ends: such a one covers no day at all.
import * as v from 'valibot'
import { fromBase64 } from '../contract/base64.ts'
import { type Envelope, parsePayload, verifyEnvelope } from '../contract/dsse.ts'
import { name, publicKey } from '../contract/fields.ts'
import type { AdminCertificate } from './certificates.ts'
import type { Trusted } from './chain.ts'

type Known = Pick<Trusted, 'admins'>

export const isEnd = ({ notBefore, notAfter }: AdminCertificate): boolean => notAfter < notBefore

/**
 * The certificates of a key that still count: none from before its end. Without this, whoever stole a key that was ended would sign for a day
 * on which it was good.
 */
export function standing({ admins }: Known, adminPk: string): AdminCertificate[] {
  const own = admins.filter((one) => one.adminPk === adminPk)
  const end = Math.max(-1, ...own.filter(isEnd).map(({ certNo }) => certNo))
  return own.filter((one) => one.certNo > end)
}

/** The newest that has begun, if it covers the day: what the root took away or cut short since, counts no more. */
export function administratorOn(known: Known, adminPk: string, day: string): AdminCertificate | undefined {
  const [newest] = standing(known, adminPk)
    .filter((one) => one.notBefore <= day)
    .sort((one, other) => other.certNo - one.certNo)
  return newest && day <= newest.notAfter ? newest : undefined
}

/** Every key that certifies on this day, each by the certificate that counts. */
export const administratorsOn = (known: Known, day: string): AdminCertificate[] =>
  [...new Set(known.admins.map((one) => one.adminPk))].flatMap((adminPk) => administratorOn(known, adminPk, day) ?? [])

/** Until when somebody certifies this unit; undefined: nobody does. */
export const certifiedUntil = (known: Known, unit: string): string | undefined =>
  [...new Set(known.admins.map((one) => one.adminPk))]
    .flatMap((adminPk) => standing(known, adminPk))
    .filter((one) => one.units.includes(unit))
    .map((one) => one.notAfter)
    .sort()
    .at(-1)

/** What an administrator hands to the holder of the root key: no secret, signed by the key that is to be named. */
export const administratorRequest = v.strictObject({
  v: v.literal(1),
  instance: name,
  rootPk: publicKey,
  /** How the others call this person; it goes into no certificate. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  adminPk: publicKey,
})
export type AdministratorRequest = v.InferOutput<typeof administratorRequest>

/** Whoever asks must have the key that is to be named. */
export function readAdministratorRequest(envelope: Envelope): AdministratorRequest | undefined {
  const said = parsePayload(administratorRequest, fromBase64(envelope.payload))
  return said && verifyEnvelope('join', envelope, fromBase64(said.adminPk)) ? said : undefined
}
