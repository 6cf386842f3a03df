// Where in the file the pictures and sounds of a track lie, by its tables.
import { type Box, findBox } from './mp4-boxes.ts'
import { big, big64, Unreadable, within } from './numbers.ts'

export type Range = { readonly from: number; readonly to: number }
const mostRows = 2_000_000 // a day of film

/** `exact`: each sample has a length of its own. (For plain sound QuickTime counts samples of one byte that are longer.) */
export type Samples = { readonly ranges: readonly Range[]; readonly exact: boolean }

/** @throws Unreadable */
export function samplesOf(file: Uint8Array, track: Box): Samples {
  const table = (type: string): Box | undefined => findBox(file, track, 'mdia', 'minf', 'stbl', type)
  const sizes = sizesOf(file, table('stsz') ?? table('stz2'))
  const starts = startsOf(file, table('stco') ?? table('co64'))
  const perChunk = perChunkOf(file, table('stsc'))
  const ranges: Range[] = []
  let sample = 0
  for (const [chunk, from] of starts.entries()) {
    const last = sample + perChunk(chunk + 1)
    if (last > sizes.count) throw new Unreadable('more samples than it counts')
    const length = sizes.sum(sample, last)
    if (length > 0) ranges.push({ from, to: from + length })
    sample = last
  }
  return { ranges, exact: sizes.exact }
}

function rows(file: Uint8Array, box: Box | undefined, head: number, width: number): { at: number; count: number } {
  if (!box) throw new Unreadable('a track without its tables')
  const count = big(file, box.inner + head - 4, 4)
  if (count > mostRows) throw new Unreadable('too many samples')
  const at = box.inner + head
  within(file, at, Math.ceil(count * width))
  if (at + Math.ceil(count * width) > box.to) throw new Unreadable('a table longer than its box')
  return { at, count }
}

function startsOf(file: Uint8Array, box: Box | undefined): number[] {
  const width = box?.type === 'co64' ? 8 : 4
  const { at, count } = rows(file, box, 8, width)
  return Array.from({ length: count }, (_, i) => (width === 8 ? big64(file, at + 8 * i) : big(file, at + 4 * i, 4)))
}

type Sizes = { count: number; exact: boolean; sum: (first: number, last: number) => number }

function sizesOf(file: Uint8Array, box: Box | undefined): Sizes {
  const fixed = box?.type === 'stsz' ? big(file, box.inner + 4, 4) : 0
  if (box && fixed > 0)
    return { count: big(file, box.inner + 8, 4), exact: false, sum: (first, last) => (last - first) * fixed }
  const bits = box?.type === 'stz2' ? big(file, box.inner + 7, 1) : 32
  if (![4, 8, 16, 32].includes(bits)) throw new Unreadable('sample sizes of no known width')
  const { at, count } = rows(file, box, 12, bits / 8)
  const sizeOf = (i: number): number => {
    if (bits === 32) return big(file, at + 4 * i, 4)
    if (bits === 16) return big(file, at + 2 * i, 2)
    if (bits === 8) return big(file, at + i, 1)
    return (big(file, at + (i >> 1), 1) >> (i % 2 === 0 ? 4 : 0)) & 15
  }
  const sum = (first: number, last: number): number => {
    let length = 0
    for (let i = first; i < last; i++) length += sizeOf(i)
    return length
  }
  return { count, exact: true, sum }
}

/** How many samples the nth chunk holds; the table says it for runs of chunks. */
function perChunkOf(file: Uint8Array, box: Box | undefined): (chunk: number) => number {
  const { at, count } = rows(file, box, 8, 12)
  let row = 0
  return (chunk) => {
    while (row + 1 < count && big(file, at + 12 * (row + 1), 4) <= chunk) row++
    return count === 0 ? 0 : big(file, at + 12 * row + 4, 4)
  }
}

/** What of `whole` none of the ranges covers. */
export function gapsIn(whole: Range, ranges: readonly Range[]): Range[] {
  const gaps: Range[] = []
  let at = whole.from
  for (const { from, to } of [...ranges].sort((one, other) => one.from - other.from)) {
    if (from >= whole.to) break
    if (from > at) gaps.push({ from: at, to: from })
    at = Math.max(at, to)
  }
  if (at < whole.to) gaps.push({ from: at, to: whole.to })
  return gaps
}
