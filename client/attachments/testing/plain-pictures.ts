// Pictures that say nothing but themselves, made here so that no photograph of a real place lies in the repository.
import { deflateSync } from 'node:zlib'
import { concat, u16, u32 } from '@citycop/protocol/contract/bytes.ts'

export const latin1 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

export const segment = (marker: number, ...content: Uint8Array[]): Uint8Array => {
  const whole = concat(...content)
  return concat(Uint8Array.of(0xff, marker), u16(whole.length + 2), whole)
}

/** What stands before and behind the place where a camera writes its notes. */
export type Halves = { readonly before: Uint8Array; readonly behind: Uint8Array }

/** A baseline JPEG of 32 by 16: eight grey squares, each with a brightness and nothing finer. */
export function plainJpeg(): Halves {
  const [across, down] = [4, 2]
  let bits = ''
  let last = 0
  for (let block = 0; block < across * down; block++) {
    const level = block * 24 - 90
    bits += `${difference(level - last)}00` // the code of "nothing finer in this square"
    last = level
  }
  while (bits.length % 8 !== 0) bits += '1'
  const data = (bits.match(/.{8}/g) ?? []).flatMap((byte) => {
    const value = Number.parseInt(byte, 2)
    return value === 0xff ? [0xff, 0] : [value]
  })
  const before = concat(
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, latin1('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0)),
  )
  const behind = concat(
    segment(0xdb, Uint8Array.of(0), new Uint8Array(64).fill(8)),
    segment(0xc0, Uint8Array.of(8, 0, down * 8, 0, across * 8, 1, 1, 0x11, 0)),
    segment(
      0xc4,
      Uint8Array.of(0x00, 0, 0, 0, 9, ...new Array(12).fill(0)),
      Uint8Array.from({ length: 9 }, (_, i) => i),
    ),
    segment(0xc4, Uint8Array.of(0x10, 0, 1, ...new Array(14).fill(0)), Uint8Array.of(0)),
    segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
    Uint8Array.from(data),
    Uint8Array.of(0xff, 0xd9),
  )
  return { before, behind }
}

/** A brightness, as the change since the square before: how many bits, then the bits. */
function difference(change: number): string {
  if (change === 0) return '0000'
  const width = Math.abs(change).toString(2).length
  const code = change > 0 ? change : change + 2 ** width - 1
  return width.toString(2).padStart(4, '0') + code.toString(2).padStart(width, '0')
}

export function chunk(type: string, content: Uint8Array): Uint8Array {
  const named = concat(latin1(type), content)
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

/** A PNG of 16 by 16 in colours that change from corner to corner. */
export function plainPng(): Halves {
  const rows = Array.from({ length: 16 }, (_, y) => [
    0,
    ...Array.from({ length: 16 }, (_, x) => [x * 16, y * 16, 90]).flat(),
  ])
  return {
    before: concat(latin1('\x89PNG\r\n\x1a\n'), chunk('IHDR', Uint8Array.of(0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0))),
    behind: concat(chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()))), chunk('IEND', new Uint8Array(0))),
  }
}

const tinyWebp = 'MAEAnQEqAQABAAMANCWkAANwAP77lAAA' // one grey point, in the lossy format

export const plainWebp = (): Uint8Array => new Uint8Array(Buffer.from(tinyWebp, 'base64'))
