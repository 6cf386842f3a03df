// The price of sending, paid in work, not in names (J27): sixteen small puzzles, because many small ones take everybody
// about the same time where one large one is a lottery.
import { sha256 } from '@noble/hashes/sha2.js'
import type * as v from 'valibot'
import { fromBase64 } from './base64.ts'
import { bytes, concat, u32 } from './bytes.ts'
import { sized } from './fields.ts'

export const puzzles = 16
export const lowestBits = 12
export const highestBits = 18

/** 16 nonces of 4 bytes, big-endian, in the order of the puzzles. */
export const work = sized(puzzles * 4)
export type Work = v.InferOutput<typeof work>

/** What is hashed: the domain, what the work is for (32 bytes), the puzzle's number, the nonce. */
export const puzzle = (subject: Uint8Array, number: number, nonce: number): Uint8Array =>
  concat(bytes('citycop/pow/v1'), subject, Uint8Array.of(number), u32(nonce))

export function leadingZeros(hash: Uint8Array): number {
  let zeros = 0
  for (const byte of hash) {
    if (byte !== 0) return zeros + Math.clz32(byte) - 24
    zeros += 8
  }
  return zeros
}

/** Does this work pay for the subject at this price? `hash` may be a faster SHA-256. */
export function paysFor(
  subject: Uint8Array,
  work: Work,
  bits: number,
  hash: (some: Uint8Array) => Uint8Array = sha256,
) {
  const nonces = fromBase64(work)
  const view = new DataView(nonces.buffer, nonces.byteOffset)
  for (let i = 0; i < puzzles; i++) {
    if (leadingZeros(hash(puzzle(subject, i, view.getUint32(4 * i)))) < bits) return false
  }
  return true
}

/** The price of an address's next act: its first 20 in an hour cost 2^12 a puzzle, each further 20 double it, to 2^18. */
export const priceAfter = (actsThisHour: number): number =>
  Math.min(lowestBits + Math.floor(actsThisHour / 20), highestBits)
