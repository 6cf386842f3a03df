// A PNG of its picture alone: the chunks that draw it stay as they are, everything written beside them goes, and whatever stands
// behind its end.
import { bytes, concat, u32 } from '@citycop/protocol/contract/bytes.ts'
import { freshExif, readExif } from './exif.ts'
import type { Pieces } from './jpeg.ts'
import { big, counted, letters, Unreadable, within } from './numbers.ts'
import { type Tale, talesIn } from './tales.ts'

const drawing = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT'.split(' '),
)
const head = 8

/** @throws Unreadable */
export function stripPng(file: Uint8Array): Pieces {
  const pieces = [file.subarray(0, head)]
  const tells: Tale[] = []
  let hasPicture = false
  let at = head
  let parts = 0
  for (let type = ''; type !== 'IEND'; ) {
    counted(parts++)
    const length = big(file, at, 4)
    type = letters(file, at + 4, 4)
    within(file, at, length + 12)
    if (at === head && type !== 'IHDR') throw new Unreadable('a PNG begins with its header')
    const chunk = file.subarray(at, at + length + 12)
    at += chunk.length
    hasPicture ||= type === 'IDAT'
    if (drawing.has(type)) pieces.push(chunk)
    else pieces.push(...besides(type, chunk.subarray(8, -4), tells))
  }
  if (!hasPicture) throw new Unreadable('a PNG without a picture')
  if (at < file.length) tells.push(...talesIn(file.subarray(at)))
  return { pieces, tells }
}

/** What of a chunk that does not draw has to stay all the same. */
function besides(type: string, content: Uint8Array, tells: Tale[]): Uint8Array[] {
  if (!/^[a-z][A-Za-z]{3}$/.test(type)) throw new Unreadable('a chunk that nobody may pass over')
  if (type === 'iCCP') return [chunkOf(type, unnamed(content))]
  if (type === 'eXIf') {
    const exif = readExif(content)
    tells.push(...exif.tells)
    const fresh = freshExif(exif.orientation)
    return fresh.length > 0 ? [chunkOf(type, fresh)] : []
  }
  tells.push(...(type === 'tIME' ? (['time'] as const) : talesIn(content)))
  return []
}

/** The profile keeps its colours and loses the name that a program gave it. */
function unnamed(profile: Uint8Array): Uint8Array {
  const end = profile.indexOf(0)
  if (end < 1 || end > 79) throw new Unreadable('a colour profile without a name')
  return concat(bytes('ICC'), profile.subarray(end))
}

function chunkOf(type: string, content: Uint8Array): Uint8Array {
  const named = concat(bytes(type), content)
  return concat(u32(content.length), named, u32(crc32(named)))
}

function crc32(content: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of content) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
