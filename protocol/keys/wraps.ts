// Whoever hands an epoch's key on signs what they hand: an operator who puts another file in its place is told apart from a member who made a
// bad one. A wrap is for a member, or for the unit's recovery identity.
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { fromBase64 } from '../contract/base64.ts'
import { bytes, toHex } from '../contract/bytes.ts'
import { type Envelope, envelope, keyIdOf, parsePayload, verifyEnvelope } from '../contract/dsse.ts'
import { base64, hex, keyId, name, publicKey, whole } from '../contract/fields.ts'
import { isEnd } from './administrators.ts'
import type { Pins } from './certificates.ts'
import type { Trusted } from './chain.ts'

const key = { unit: name, epoch: whole }
/** An age file that holds the epoch's key, and who says that it does. */
const file = { file: base64(8192), seal: envelope }
export const memberWrap = v.strictObject({ ...key, officer: keyId, ...file })
/** `recovery`: the hash of the certificate that names the identity. */
export const recoveryWrap = v.strictObject({ ...key, recovery: hex(32), ...file })
export type MemberWrap = v.InferOutput<typeof memberWrap>
export type RecoveryWrap = v.InferOutput<typeof recoveryWrap>
export type Wrap = MemberWrap | RecoveryWrap

export const wrapSeal = v.strictObject({
  v: v.literal(1),
  instance: name,
  ...key,
  /** Key id of the member, or hash of the recovery certificate. */
  for: v.union([keyId, hex(32)]),
  /** SHA-256 of the recipient that it is sealed to. */
  to: hex(32),
  /** SHA-256 of the age file. */
  file: hex(32),
  by: publicKey,
  /** The number of the newest certificate that whoever signs knew. One that was let go signs for no number at which they were a member. */
  asOf: whole,
})
export type WrapSeal = v.InferOutput<typeof wrapSeal>

export const wrapDoubts = ['seal', 'other', 'file', 'signer', 'recipient'] as const
export type WrapDoubt = (typeof wrapDoubts)[number]
export type Sealed = { readonly by: string; readonly seal: WrapSeal }
type Known = Pick<Trusted, 'admins' | 'officers' | 'epochs'>
type Checked = {
  readonly pins: Pick<Pins, 'instance'>
  readonly trusted: Known
  readonly recipient: string | undefined
}

export const hashOf = (some: Uint8Array): string => toHex(sha256(some))
export const recipientHash = (recipient: string): string => hashOf(bytes(recipient))
export const holderOf = (wrap: Wrap): string => ('officer' in wrap ? wrap.officer : wrap.recovery)

/** Who signed it, by key id; or what is wrong with it. `recipient`: of whom it is for, by their certificate. */
export function checkWrap(wrap: Wrap, { pins, trusted, recipient }: Checked): Sealed | WrapDoubt {
  const seal = readSeal(wrap.seal)
  if (!seal) return 'seal'
  const isOfThis = seal.unit === wrap.unit && seal.epoch === wrap.epoch && seal.for === holderOf(wrap)
  if (seal.instance !== pins.instance || !isOfThis) return 'other'
  if (seal.file !== hashOf(fromBase64(wrap.file))) return 'file'
  if (!maySeal(trusted, seal)) return 'signer'
  if (recipient === undefined || seal.to !== recipientHash(recipient)) return 'recipient'
  return { by: keyIdOf(fromBase64(seal.by)), seal }
}

function readSeal(sealed: Envelope): WrapSeal | undefined {
  const said = parsePayload(wrapSeal, fromBase64(sealed.payload))
  return said && verifyEnvelope('wrap', sealed, fromBase64(said.by)) ? said : undefined
}

/** An officer or an administrator of the unit, at the number that they name; and the epoch was certified by then. */
function maySeal({ admins, officers, epochs }: Known, { unit, epoch, by, asOf }: WrapSeal): boolean {
  const isKnown = epochs.some((one) => one.unit === unit && one.epoch === epoch && one.certNo <= asOf)
  const officer = newestAt(
    officers.filter((one) => one.officerPk === by),
    asOf,
  )
  const admin = newestAt(
    admins.filter((one) => one.adminPk === by),
    asOf,
  )
  const isMember = officer !== undefined && officer.notBefore <= officer.notAfter && officer.units.includes(unit)
  return isKnown && (isMember || (admin !== undefined && !isEnd(admin) && admin.units.includes(unit)))
}

const newestAt = <C extends { readonly certNo: number }>(all: readonly C[], asOf: number): C | undefined =>
  all.filter((one) => one.certNo <= asOf).sort((one, other) => other.certNo - one.certNo)[0]

/** For a Problem, and for the command line. */
export const wrapDoubtWords: Readonly<Record<WrapDoubt, string>> = {
  seal: 'nobody’s signature is on it',
  other: 'it was signed for another city, unit, epoch or holder',
  file: 'it is not the file that was signed',
  signer: 'whoever signed it was no member and no administrator of the unit',
  recipient: 'it is sealed to another key than the holder’s certificate names',
}
