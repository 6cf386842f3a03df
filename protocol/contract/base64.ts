// RFC 4648 base64 with padding, canonical only: the unused bits of the last character must be zero.
import type { Bytes } from './bytes.ts'

/** In every browser and in Node. */
declare const atob: (spelt: string) => string

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Uint8Array(128).fill(255)
for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i
const block = 8190 // a multiple of 3; String.fromCharCode takes only so many arguments

/** By the platform's own decoder, ten times as fast as a pattern; it passes over spaces, which the length then tells. */
export function isBase64(spelt: string): boolean {
  if (!endsCanonically(spelt)) return false
  try {
    return atob(spelt).length === decodedLength(spelt)
  } catch {
    return false
  }
}

/** Is its length whole, and are the unused bits of its last character zero? */
function endsCanonically(spelt: string): boolean {
  if (spelt.length % 4 !== 0) return false
  if (spelt.endsWith('==')) return /[AQgw]==$/.test(spelt.slice(-3))
  return !spelt.endsWith('=') || /[AEIMQUYcgkosw048]=$/.test(spelt.slice(-2))
}

/** How many bytes a base64 text stands for. */
export const decodedLength = (spelt: string): number =>
  (spelt.length / 4) * 3 - (spelt.endsWith('==') ? 2 : spelt.endsWith('=') ? 1 : 0)

export function toBase64(some: Uint8Array): string {
  let spelt = ''
  for (let from = 0; from < some.length; from += block) spelt += encode(some.subarray(from, from + block))
  return spelt
}

function encode(some: Uint8Array): string {
  const codes: number[] = []
  for (let i = 0; i < some.length; i += 3) {
    const three = ((some[i] as number) << 16) | ((some[i + 1] ?? 0) << 8) | (some[i + 2] ?? 0)
    for (const shift of [18, 12, 6, 0]) codes.push(alphabet.charCodeAt((three >> shift) & 63))
  }
  const spare = (3 - (some.length % 3)) % 3
  for (let i = 1; i <= spare; i++) codes[codes.length - i] = 61
  return String.fromCharCode(...codes)
}

/** @throws Error when the text is not canonical base64 */
export function fromBase64(spelt: string): Bytes {
  if (!isBase64(spelt)) throw new Error('not canonical base64')
  const some = new Uint8Array(decodedLength(spelt))
  let at = 0
  for (let i = 0; i < spelt.length; i += 4) {
    const four = [0, 1, 2, 3].reduce((sum, j) => (sum << 6) | (spelt[i + j] === '=' ? 0 : value(spelt, i + j)), 0)
    for (const shift of [16, 8, 0]) if (at < some.length) some[at++] = (four >> shift) & 255
  }
  return some
}

const value = (spelt: string, at: number): number => values[spelt.charCodeAt(at)] as number
