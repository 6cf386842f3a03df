// A still picture as telephones make it today (HEIC, HEIF, AVIF), of its pictures alone. Items that are no picture (Exif, XMP) are
// emptied where they lie, and so is whatever belongs to no item; boxes and properties that drawing does not need become `free`.
// Which way up it is, a property says: that stays. Sequences of pictures, and items that we do not know, are left alone.
import { bytes, concat, equal, u16, u32 } from '@citycop/protocol/contract/bytes.ts'
import type { Changes } from './changes.ts'
import { hasAny } from './changes.ts'
import { readExif } from './exif.ts'
import { free } from './free-box.ts'
import { type Item, itemsIn, type Place, placesIn } from './heif-items.ts'
import { type Box, boxesIn, findBox, mostBoxes, topBoxes } from './mp4-boxes.ts'
import { clearLeaf } from './mp4-leaves.ts'
import { gapsIn, type Range } from './mp4-samples.ts'
import { big, Unreadable } from './numbers.ts'
import { type Tale, talesIn } from './tales.ts'

const pictures = ['hvc1', 'hev1', 'lhv1', 'av01', 'avc1', 'grid', 'iden', 'iovl', 'tmap']
const notes = ['Exif', 'mime', 'uri ']
/** What may stand in what; the empty name is the file itself. */
const drawing: Readonly<Record<string, readonly string[]>> = {
  '': ['ftyp', 'meta', 'mdat'],
  meta: ['hdlr', 'dinf', 'pitm', 'iinf', 'iref', 'iprp', 'iloc', 'idat', 'grpl'],
  dinf: ['dref'],
  iprp: ['ipco', 'ipma'],
  ipco: 'hvcC lhvC av1C avcC ispe pixi colr irot imir clap pasp auxC rloc clli mdcv cclv amve a1op a1lx lsel oinf tols'.split(
    ' ',
  ),
  grpl: ['altr', 'ster'],
}

type Reading = Changes & { readonly file: Uint8Array; boxes: number }

/** @throws Unreadable */
export function stripHeif(file: Uint8Array): Changes {
  const reading: Reading = { file, changes: [], tells: [], boxes: 0, end: file.length }
  const top = topBoxes(file, ['meta', 'mdat'])
  reading.end = top.at(-1)?.to ?? 0
  if (reading.end < file.length) reading.tells.push(...talesIn(file.subarray(reading.end)))
  const [meta, second] = top.filter(({ type }) => type === 'meta')
  if (!meta || second || top.some(({ type }) => type === 'moov')) throw new Unreadable('no single still picture')
  for (const box of top) look(reading, box, '')
  emptyItems(reading, listed(meta), top)
  return reading
}

/** `meta` has a version before its boxes. */
const listed = (meta: Box): Box => ({ ...meta, inner: meta.inner + 4 })

function look(reading: Reading, box: Box, inside: string): void {
  const { file } = reading
  if (++reading.boxes > mostBoxes) throw new Unreadable('too many boxes')
  if (!drawing[inside]?.includes(box.type)) free(file, box, reading)
  else if (!drawing[box.type]) clearLeaf(file, box, reading)
  else {
    const { inner, to } = box.type === 'meta' ? listed(box) : box
    for (const one of boxesIn(file, inner, to)) look(reading, one, box.type)
  }
}

function emptyItems(reading: Reading, meta: Box, top: readonly Box[]): void {
  const { file, tells, changes } = reading
  const [list, table] = [findBox(file, meta, 'iinf'), findBox(file, meta, 'iloc')]
  if (!list || !table) throw new Unreadable('a picture without a table of what is in it')
  const small = findBox(file, meta, 'idat')
  const places = placesIn(file, table)
  const [staying, going, exif]: [Range[], Range[], Range[]] = [[], [], []]
  for (const item of itemsIn(file, list)) {
    const ranges = rangesOf(places.get(item.id), small)
    if (!pictures.includes(item.kind) && !notes.includes(item.kind)) throw new Unreadable('perhaps a picture')
    const isPicture = pictures.includes(item.kind)
    ;(isPicture ? staying : going).push(...ranges)
    if (!isPicture) tells.push(...ranges.flatMap((one) => told(file, item, one)))
    if (item.kind === 'Exif') exif.push(...ranges.slice(0, 1))
    clearName(reading, item)
  }
  const data = [...top.filter(({ type }) => type === 'mdat'), ...(small ? [small] : [])]
  refuseStray(data, staying, going)
  for (const { inner, to } of data) changes.push(...gapsIn({ from: inner, to }, staying))
  for (const { from, to } of exif)
    if (to - from >= noExif.length) changes.push({ from, to: from + noExif.length, put: noExif })
}

/** @throws Unreadable where pictures or notes lie outside the data, or in one another */
function refuseStray(data: readonly Box[], staying: readonly Range[], going: readonly Range[]): void {
  if (staying.length === 0) throw new Unreadable('no picture')
  const lies = ({ from, to }: Range) => data.some((one) => from >= one.inner && to <= one.to)
  if (![...staying, ...going].every(lies)) throw new Unreadable('pictures that lie elsewhere')
  const covers = (one: Range, other: Range) => one.from < other.to && other.from < one.to
  if (going.some((one) => staying.some((other) => covers(one, other)))) throw new Unreadable('a note in a picture')
}

function rangesOf(place: Place | undefined, small: Box | undefined): readonly Range[] {
  if (!place || place.inside === 'file') return place?.ranges ?? []
  if (!small) throw new Unreadable('an item that lies elsewhere')
  return place.ranges.map(({ from, to }) => ({ from: small.inner + from, to: small.inner + to }))
}

/** The number of bytes to skip, and a TIFF without entries: readers that look for Exif find it empty, and not broken. */
const noExif = concat(u32(0), bytes('MM\0*'), u32(8), u16(0), u32(0))

function told(file: Uint8Array, { kind }: Item, { from, to }: Range): readonly Tale[] {
  const piece = file.subarray(from, to)
  if (kind !== 'Exif' || piece.length < 4) return talesIn(piece)
  const isEmptied = equal(piece.subarray(0, noExif.length), noExif) && !hasAny(piece, noExif.length, piece.length)
  return isEmptied ? [] : readExif(piece.subarray(4 + big(piece, 0, 4))).tells
}

/** Spaces: what stands behind it in the same box must stay where it is. */
function clearName({ file, changes, tells }: Reading, { name: { from, to } }: Item): void {
  const name = file.subarray(from, to)
  if (name.every((letter) => letter === 0x20)) return
  tells.push(...talesIn(name))
  changes.push({ from, to, put: new Uint8Array(to - from).fill(0x20) })
}
