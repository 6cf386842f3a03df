// Numbers and parts out of bytes from outside. Every read is bounded by its end, so nothing that reads this way can run for ever.
import { text } from '../../contract/bytes.ts'
import { Malformed } from './malformed.ts'

export type Cursor = { readonly bytes: Uint8Array; at: number; readonly end: number }
export const cursorOver = (bytes: Uint8Array): Cursor => ({ bytes, at: 0, end: bytes.length })
export const isAtEnd = ({ at, end }: Cursor): boolean => at >= end

/** A varint of protobuf and PMTiles. @throws Malformed past the end, or where it is larger than a number can say exactly */
export function varint(cursor: Cursor): number {
  let value = 0
  for (let shift = 0; shift < 53; shift += 7) {
    if (cursor.at >= cursor.end) throw new Malformed('a number is cut off')
    const byte = cursor.bytes[cursor.at++] as number
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) {
      if (!Number.isSafeInteger(value)) break
      return value
    }
  }
  throw new Malformed('a number is too large')
}

/** Small numbers of either sign, as geometry is spelt. */
export function zigzag(cursor: Cursor): number {
  const value = varint(cursor)
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

/** The next bytes after their length. */
export function part(cursor: Cursor): Cursor {
  const length = varint(cursor)
  const at = cursor.at
  if (length > cursor.end - at) throw new Malformed('a part is cut off')
  cursor.at += length
  return { bytes: cursor.bytes, at, end: at + length }
}

/** Passes over a field of protobuf that nobody asked for. */
export function skip(cursor: Cursor, wire: number): void {
  if (wire === 0) passVarint(cursor)
  else if (wire === 2) part(cursor)
  else if (wire === 1) pass(cursor, 8)
  else if (wire === 5) pass(cursor, 4)
  else throw new Malformed('a field of no known kind')
}

function pass(cursor: Cursor, length: number): void {
  if (length > cursor.end - cursor.at) throw new Malformed('a field is cut off')
  cursor.at += length
}

// May be larger than we would read: a negative number has ten bytes.
function passVarint(cursor: Cursor): void {
  for (let read = 0; read < 10; read++) {
    const byte = cursor.bytes[cursor.at]
    pass(cursor, 1)
    if ((byte ?? 0) < 0x80) return
  }
  throw new Malformed('a number without an end')
}

/** @throws Malformed where it is not UTF-8 */
export function textOf({ bytes, at, end }: Cursor): string {
  try {
    return text(bytes.subarray(at, end))
  } catch {
    throw new Malformed('a text is not UTF-8')
  }
}
