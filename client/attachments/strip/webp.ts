// A WebP of its picture alone. Its chunks stay as they are or go; the head is written anew and says what is still there.
import { bytes, concat } from '@citycop/protocol/contract/bytes.ts'
import { freshExif, readExif } from './exif.ts'
import type { Pieces } from './jpeg.ts'
import { beginsWith, counted, letters, little, Unreadable, within } from './numbers.ts'
import { type Tale, talesIn } from './tales.ts'

type Chunk = { readonly type: string; readonly content: Uint8Array }

const bitstreams = ['VP8 ', 'VP8L', 'ALPH']
const [hasExif, hasXmp] = [0x08, 0x04]
const frameHead = 16

/** @throws Unreadable */
export function stripWebp(file: Uint8Array): Pieces {
  const size = little(file, 4, 4)
  within(file, 8, size)
  const tells: Tale[] = size + 8 < file.length ? talesIn(file.subarray(size + 8)) : []
  const chunks = [...eachChunk(file.subarray(12, size + 8))]
  if (!chunks.some(({ type }) => ['VP8 ', 'VP8L', 'ANMF'].includes(type)))
    throw new Unreadable('a WebP without a picture')
  const exif = freshExif(orientationOf(chunks))
  const kept = chunks.flatMap((chunk) => stripped(chunk, exif.length > 0, tells))
  if (exif.length > 0) kept.push(chunkOf('EXIF', exif))
  const length = kept.reduce((sum, piece) => sum + piece.length, 4)
  return { pieces: [bytes('RIFF'), little32(length), bytes('WEBP'), ...kept], tells }
}

function* eachChunk(content: Uint8Array): Generator<Chunk> {
  let parts = 0
  for (let at = 0; at < content.length; ) {
    counted(parts++)
    const length = little(content, at + 4, 4)
    within(content, at + 8, length)
    yield { type: letters(content, at, 4), content: content.subarray(at + 8, at + 8 + length) }
    at += 8 + length + (length % 2)
  }
}

const tiffOf = (content: Uint8Array): Uint8Array => (beginsWith(content, 0, 'Exif\0\0') ? content.subarray(6) : content) // some write it as a JPEG does

const orientationOf = (chunks: readonly Chunk[]): number => {
  const exif = chunks.find(({ type }) => type === 'EXIF')
  return exif && chunks[0]?.type === 'VP8X' ? readExif(tiffOf(exif.content)).orientation : 1
}

function stripped({ type, content }: Chunk, turned: boolean, tells: Tale[]): Uint8Array[] {
  if (type === 'VP8X') return [chunkOf(type, flagged(content, turned))]
  if (bitstreams.includes(type) || type === 'ANIM' || type === 'ICCP') return [chunkOf(type, content)]
  if (type === 'ANMF') {
    within(content, 0, frameHead)
    const inner = [...eachChunk(content.subarray(frameHead))]
    const kept = inner.filter((one) => bitstreams.includes(one.type)).map((one) => chunkOf(one.type, one.content))
    for (const { content: left } of inner.filter((one) => !bitstreams.includes(one.type))) tells.push(...talesIn(left))
    return [chunkOf(type, concat(content.subarray(0, frameHead), ...kept))]
  }
  tells.push(...(type === 'EXIF' ? readExif(tiffOf(content)).tells : talesIn(content)))
  return []
}

function flagged(head: Uint8Array, turned: boolean): Uint8Array {
  within(head, 0, 10)
  const flags = ((head[0] as number) & ~(hasExif | hasXmp)) | (turned ? hasExif : 0)
  return concat(Uint8Array.of(flags, 0, 0, 0), head.subarray(4, 10))
}

const little32 = (value: number): Uint8Array =>
  Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24)

const chunkOf = (type: string, content: Uint8Array): Uint8Array =>
  concat(bytes(type), little32(content.length), content, new Uint8Array(content.length % 2))
