// What an officer hands to the unit's lead: the public halves of the keys that the officer's own device drew, signed by them.
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { fromBase64 } from '../contract/base64.ts'
import { type Bytes, bytes } from '../contract/bytes.ts'
import { type Envelope, envelope, parsePayload, verifyEnvelope } from '../contract/dsse.ts'
import { name, publicKey, whole } from '../contract/fields.ts'
import { recipient } from './certificates.ts'

export const memberRequest = v.strictObject({
  v: v.literal(1),
  instance: name,
  rootPk: publicKey,
  unit: name,
  /** How the lead calls this officer; it goes into no certificate. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  officerPk: publicKey,
  recipient,
  /** The subkey that signs in this unit, drawn for the epoch that was in use when it was asked. */
  signPk: publicKey,
  epoch: whole,
})
export type MemberRequest = v.InferOutput<typeof memberRequest>

/** The same for a post of the whole city, which has no unit and no key of one: a data-protection officer, a chief. */
export const postRequest = v.strictObject({
  v: v.literal(1),
  instance: name,
  rootPk: publicKey,
  city: v.literal(true),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  officerPk: publicKey,
  recipient,
})
export type PostRequest = v.InferOutput<typeof postRequest>

/** A request as it lies in a file, from anywhere. */
export const requestFrom = (spelt: string): Envelope | undefined => parsePayload(envelope, bytes(spelt))

/** Whoever asks must have the key that is to be certified. */
export function readMemberRequest(envelope: Envelope): MemberRequest | undefined {
  const said = parsePayload(memberRequest, fromBase64(envelope.payload))
  return said && verifyEnvelope('join', envelope, fromBase64(said.officerPk)) ? said : undefined
}

export function readPostRequest(envelope: Envelope): PostRequest | undefined {
  const said = parsePayload(postRequest, fromBase64(envelope.payload))
  return said && verifyEnvelope('join', envelope, fromBase64(said.officerPk)) ? said : undefined
}

/** Of every byte that was signed: what the two people compare, as six words. */
export const requestHash = ({ payload }: Envelope): Bytes => sha256(fromBase64(payload)) as Bytes
