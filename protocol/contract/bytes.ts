// Bytes and their spellings. Every decoder is strict: one spelling for one value, or two parties would hash different bytes.
export type Bytes = Uint8Array<ArrayBuffer>

export const bytes = (text: string): Bytes => new TextEncoder().encode(text)

/** @throws TypeError when the bytes are not UTF-8 */
export const text = (utf8: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(utf8)

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function equal(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let i = 0; i < one.length; i++) difference |= (one[i] as number) ^ (other[i] as number)
  return difference === 0
}

/** Big-endian, 8 bytes. Division, not shifts: a shift in JavaScript keeps 32 bits. */
export function u64(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} is not an unsigned integer below 2^53`)
  return concat(u32(Math.floor(value / 2 ** 32)), u32(value % 2 ** 32))
}

export function u32(value: number): Bytes {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) throw new Error(`${value} does not fit 4 bytes`)
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
}

export function u16(value: number): Bytes {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 16) throw new Error(`${value} does not fit 2 bytes`)
  return Uint8Array.of(value >>> 8, value & 255)
}

const digits = '0123456789abcdef'
const pairs = Array.from({ length: 256 }, (_, byte) => `${digits[byte >> 4]}${digits[byte & 15]}`)

export const toHex = (some: Uint8Array): string => {
  let hex = ''
  for (const byte of some) hex += pairs[byte]
  return hex
}

export function fromHex(hex: string): Bytes {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) throw new Error('not lower-case hexadecimal')
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
}
