// A JPEG without what tells about its making: its segments are kept or left out whole, so no pixel changes. Whatever stands
// after its end goes too: a second picture (MPF), a short film, a maker's own notes.
import { bytes, concat, u16 } from '@citycop/protocol/contract/bytes.ts'
import { freshExif, readExif } from './exif.ts'
import { beginsWith, big, counted, Unreadable, within } from './numbers.ts'
import { type Tale, talesIn } from './tales.ts'

export type Pieces = { readonly pieces: Uint8Array[]; readonly tells: Tale[] }

const [app0, app1, app2, app14, app15, comment] = [0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe]
const [startOfScan, endOfImage] = [0xda, 0xd9]

/** What is read, and how far. */
type Reading = { kept: Uint8Array[]; tells: Tale[]; orientation: number }

/** @throws Unreadable */
export function stripJpeg(file: Uint8Array): Pieces {
  const reading: Reading = { kept: [], tells: [], orientation: 1 }
  let at = 2
  for (let parts = 0; ; parts++) {
    counted(parts)
    at = markerAt(file, at)
    const marker = file[at + 1] as number
    if (marker === endOfImage) break
    const length = big(file, at + 2, 2)
    if (!isSegment(marker) || length < 2) throw new Unreadable('a segment without sense')
    const end = at + 2 + length
    within(file, at, end - at)
    takeSegment(reading, marker, file.subarray(at, end))
    at = end
    if (marker === startOfScan) {
      const scanEnd = endOfScan(file, at)
      reading.kept.push(file.subarray(at, scanEnd))
      at = scanEnd
    }
  }
  const behind = file.subarray(at + 2)
  if (behind.length > 0) reading.tells.push(...talesIn(behind))
  return { pieces: inOrder(reading), tells: reading.tells }
}

/** A marker may have any number of fill bytes before it. */
function markerAt(file: Uint8Array, from: number): number {
  if (big(file, from, 1) !== 0xff) throw new Unreadable('no marker where one should be')
  let at = from
  while (big(file, at + 1, 1) === 0xff) at++
  return at
}

/** Those that have a length: frames, tables, scans, what applications add, comments. */
const isSegment = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf) || (marker >= startOfScan && marker <= app15) || marker === comment

/** Compressed data may hold an 0xff only with a zero or a restart's number after it. */
function endOfScan(file: Uint8Array, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = big(file, at + 1, 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new Unreadable('a picture without an end')
}

function takeSegment(reading: Reading, marker: number, segment: Uint8Array): void {
  const content = segment.subarray(4)
  if (marker < app0) reading.kept.push(segment)
  else if (marker === app0 && beginsWith(content, 0, 'JFIF\0') && content.length >= 14) {
    reading.kept.push(withoutThumbnail(content))
    if (content.length > 14) reading.tells.push('other')
  } else if (marker === app2 && beginsWith(content, 0, 'ICC_PROFILE\0')) reading.kept.push(segment)
  else if (marker === app14 && beginsWith(content, 0, 'Adobe') && content.length >= 12)
    reading.kept.push(segmentOf(app14, content.subarray(0, 12)))
  else if (marker === app1 && beginsWith(content, 0, 'Exif\0')) {
    const { orientation, tells } = readExif(content.subarray(6))
    if (orientation !== 1) reading.orientation = orientation
    reading.tells.push(...tells)
  } else reading.tells.push(...talesIn(content))
}

const segmentOf = (marker: number, content: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0xff, marker), u16(content.length + 2), content)

const withoutThumbnail = (content: Uint8Array): Uint8Array =>
  segmentOf(app0, concat(content.subarray(0, 12), Uint8Array.of(0, 0)))

/** JFIF stands first where there is one; which way up comes next. */
function inOrder({ kept, orientation }: Reading): Uint8Array[] {
  const exif = freshExif(orientation)
  const turned = exif.length > 0 ? [segmentOf(app1, concat(bytes('Exif\0\0'), exif))] : []
  const first = kept[0]?.[1] === app0 ? kept.slice(0, 1) : []
  return [Uint8Array.of(0xff, 0xd8), ...first, ...turned, ...kept.slice(first.length), Uint8Array.of(0xff, endOfImage)]
}
