// Reading numbers and letters out of a stranger's bytes: whatever would lie outside them ends the reading.

/** The file is not what its first bytes say, or is built in a way we do not know: nothing is said to be taken out of it. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}

// A photo of 100 MB has some ten thousand; more are only there to fill a memory.
const mostParts = 50_000

/** @throws Unreadable when a file has more parts than any camera writes */
export function counted(parts: number): void {
  if (parts > mostParts) throw new Unreadable('too many parts')
}

/** @throws Unreadable */
export function within(bytes: Uint8Array, from: number, length: number): void {
  if (!(length >= 0 && from >= 0 && from + length <= bytes.length)) throw new Unreadable('it ends before it should')
}

/** Big-endian, of 1 to 7 bytes. @throws Unreadable */
export function big(bytes: Uint8Array, at: number, length: 1 | 2 | 3 | 4 | 5 | 6 | 7): number {
  within(bytes, at, length)
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] as number)
  return value
}

/** @throws Unreadable above 2^53, which no file of ours reaches */
export function big64(bytes: Uint8Array, at: number): number {
  const [high, low] = [big(bytes, at, 4), big(bytes, at + 4, 4)]
  if (high >= 2 ** 21) throw new Unreadable('a length without sense')
  return high * 2 ** 32 + low
}

/** @throws Unreadable */
export function little(bytes: Uint8Array, at: number, length: 2 | 4): number {
  within(bytes, at, length)
  let value = 0
  for (let i = length - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] as number)
  return value
}

/** As many characters as bytes, whatever they are. */
export function letters(bytes: Uint8Array, at: number, length: number): string {
  let text = ''
  for (let i = at; i < Math.min(at + length, bytes.length); i++) text += String.fromCharCode(bytes[i] as number)
  return text
}

export const beginsWith = (bytes: Uint8Array, at: number, wanted: string): boolean =>
  letters(bytes, at, wanted.length) === wanted
