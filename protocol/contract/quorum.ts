// Envelopes that several people sign, each with a signature of their own over the same bytes.
import { fromBase64, toBase64 } from './base64.ts'
import type { Bytes } from './bytes.ts'
import { type Domain, type Envelope, keyIdOf, payloadType, preAuthentication, verifySignature } from './dsse.ts'

/**
 * The payload, if at least `least` of these keys signed it and nobody else did. One person's signature twice is refused, not passed
 * over: the same content would have two hashes, and a count might be believed.
 */
export function verifyQuorum(
  domain: Domain,
  envelope: Envelope,
  keys: readonly string[],
  least: number,
): Bytes | undefined {
  if (envelope.payloadType !== payloadType(domain)) return undefined
  const named = envelope.signatures.map(({ keyid }) => keyid)
  if (new Set(named).size !== named.length || named.length < least) return undefined
  const payload = fromBase64(envelope.payload)
  const signed = preAuthentication(envelope.payloadType, payload)
  const known = new Map(keys.map((key) => [keyIdOf(fromBase64(key)), fromBase64(key)]))
  const holds = envelope.signatures.every(({ keyid, sig }) => {
    const key = known.get(keyid)
    return key !== undefined && verifySignature(key, signed, fromBase64(sig))
  })
  return holds ? payload : undefined
}

/** The same envelope with one more signature; `sign` is whatever holds the key. Signatures stand in the order of the key ids. */
export function addSignature(envelope: Envelope, keyid: string, sign: (some: Bytes) => Uint8Array): Envelope {
  const sig = toBase64(sign(preAuthentication(envelope.payloadType, fromBase64(envelope.payload))))
  const others = envelope.signatures.filter((one) => one.keyid !== keyid)
  const signatures = [...others, { keyid, sig }].sort((one, other) => (one.keyid < other.keyid ? -1 : 1))
  return { ...envelope, signatures }
}
