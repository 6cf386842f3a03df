// C2SP tlog-cosignature, Ed25519: a witness's word that at a time it had seen this checkpoint and none that contradicts it.
import { type Bytes, bytes, concat, u64 } from '../contract/bytes.ts'
import { verifySignature } from '../contract/dsse.ts'
import { parseNote, signaturesOf, spellSignature, type VerifierKey } from './note.ts'

/** What is signed: the header keeps it apart from a log's own signature, whatever the key. */
const message = (text: string, time: number): Bytes => bytes(`cosignature/v1\ntime ${time}\n${text}`)

/**
 * One signature line. `time` is in whole seconds of POSIX; `sign` is whatever holds the witness's key.
 * @throws Error when the note has no such form, or the key is not a witness's
 */
export function cosign(note: string, key: VerifierKey, time: number, sign: (some: Bytes) => Uint8Array): string {
  const parsed = parseNote(note)
  if (!parsed || key.algorithm !== 4) throw new Error('only a note can be cosigned, and only with a witness’s key')
  return spellSignature(key, concat(u64(time), sign(message(parsed.text, time))))
}

/** When this key cosigned the text, if it did. */
export function cosignedAt(text: string, key: VerifierKey, signature: Uint8Array): number | undefined {
  if (key.algorithm !== 4 || signature.length !== 72) return undefined
  const time = readTime(signature.subarray(0, 8))
  if (!Number.isSafeInteger(time)) return undefined // the standard ends at 2^63; no clock of ours gets past 2^53
  return verifySignature(key.publicKey, message(text, time), signature.subarray(8)) ? time : undefined
}

/** The time at which this key cosigned the note. A line of its that does not hold refuses the note, a second one too. */
export function verifyCosignature(note: string, key: VerifierKey): { readonly time: number } | undefined {
  const parsed = parseNote(note)
  const [signature, ...more] = parsed ? signaturesOf(parsed, key) : []
  if (!parsed || !signature || more.length > 0) return undefined
  const time = cosignedAt(parsed.text, key, signature)
  return time === undefined ? undefined : { time }
}

/** Big-endian; not safe above 2^53, which the caller refuses. Multiplied, because a shift in JavaScript keeps 32 bits. */
const readTime = (eight: Uint8Array): number => eight.reduce((time, byte) => time * 256 + byte, 0)
