// DSSE v1 envelopes. Every signature names its domain in payloadType, so that one made for one act never passes for another.
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE } from '@noble/curves/utils.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { fromBase64, toBase64 } from './base64.ts'
import { type Bytes, bytes, concat, equal, text, toHex } from './bytes.ts'
import { base64, keyId, signature } from './fields.ts'
import { areStrict } from './strict-points.ts'

export type Domain =
  | 'message'
  | 'act'
  | 'login'
  | 'mailbox'
  | 'receipt'
  | 'directory'
  | 'root'
  | 'admin'
  | 'officer'
  | 'epoch'
  | 'current'
  | 'join'
  | 'reseal'
  | 'transfer'
  | 'transfer-asked'
  | 'policy'
  | 'identity'
  | 'custodians'
  | 'recovery'
  | 'share'
  | 'recovery-request'
  | 'recovery-objection'
  | 'recovery-fetch'
  | 'rotation'
  | 'export'
  | 'card'
  | 'wrap'

export const payloadType = (domain: Domain): string => `application/vnd.citycop.${domain}.v1+json`

const shape = (most: number, signatures: number) =>
  v.strictObject({
    /** One of ours by its letters: free text could hold half a surrogate pair, which has no canonical bytes to hash. */
    payloadType: v.pipe(v.string(), v.maxLength(80), v.regex(/^application\/vnd\.citycop\.[a-z-]+\.v1\+json$/)),
    payload: base64(most),
    signatures: v.pipe(
      v.array(v.strictObject({ keyid: keyId, sig: signature })),
      v.minLength(1),
      v.maxLength(signatures),
    ),
  })

/** An envelope that travels on its own: at most 16 KiB, one signature. */
export const envelope = shape(16_384, 1)
/** What several people sign: a recovery, their own successors, a new root. */
export const quorumEnvelope = shape(16_384, 8)
/** The envelope inside a sealed message: at most 256 KiB (J9). */
export const messageEnvelope = shape(262_144, 1)
/** One around that: what was sealed anew. */
export const resealEnvelope = shape(360_000, 1)
/** The directory's: it holds every certificate of a city. */
export const directoryEnvelope = shape(1_048_576, 1)
export type Envelope = v.InferOutput<typeof envelope>

/** Pre-authentication encoding: the bytes that are signed. */
export function preAuthentication(type: string, payload: Uint8Array): Bytes {
  const name = bytes(type)
  return concat(bytes(`DSSEv1 ${name.length} ${type} ${payload.length} `), payload)
}

export const keyIdOf = (publicKey: Uint8Array): string => toHex(sha256(publicKey).subarray(0, 8))

/** Puts a signature to an envelope; `sign` is whatever holds the key. */
export function makeEnvelope(
  domain: Domain,
  payload: Uint8Array,
  keyid: string,
  sign: (some: Bytes) => Uint8Array,
): Envelope {
  const type = payloadType(domain)
  const sig = sign(preAuthentication(type, payload))
  return { payloadType: type, payload: toBase64(payload), signatures: [{ keyid, sig: toBase64(sig) }] }
}

export const signEnvelope = (domain: Domain, payload: Uint8Array, seed: Uint8Array): Envelope =>
  makeEnvelope(domain, payload, keyIdOf(ed25519.getPublicKey(seed)), (some) => ed25519.sign(some, seed))

/** The payload, if this key signed it in this domain. Strict RFC 8032: no small-order keys, no second spelling of a signature. */
export function verifyEnvelope(domain: Domain, envelope: Envelope, publicKey: Uint8Array): Bytes | undefined {
  const [signed, ...more] = envelope.signatures
  // More than one signature would give one content several hashes.
  if (more.length > 0 || envelope.payloadType !== payloadType(domain) || signed?.keyid !== keyIdOf(publicKey))
    return undefined
  const payload = fromBase64(envelope.payload)
  return verifySignature(publicKey, preAuthentication(envelope.payloadType, payload), fromBase64(signed.sig))
    ? payload
    : undefined
}

/**
 * The server's OpenSSL asks for B·s − A·k spelt out to be R, the library's own check for no more than eight times the equation: by that
 * one a phone would take signatures that the server refuses. So it is asked here as OpenSSL does.
 */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean {
  if (!areStrict(publicKey, sig)) return false
  const { Point } = ed25519
  const [r, s] = [sig.subarray(0, 32), bytesToNumberLE(sig.subarray(32))]
  if (s >= Point.Fn.ORDER) return false // a second spelling of the same signature
  try {
    const k = Point.Fn.create(bytesToNumberLE(sha512(concat(r, publicKey, message))))
    const found = Point.BASE.multiplyUnsafe(s).subtract(Point.fromBytes(publicKey).multiplyUnsafe(k))
    return equal(found.toBytes(), r)
  } catch {
    return false // the key is no point of the curve
  }
}

/** Parses a payload by its schema. Not JSON, or not this shape: undefined. */
export function parsePayload<S extends v.GenericSchema>(schema: S, payload: Uint8Array): v.InferOutput<S> | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text(payload)))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
