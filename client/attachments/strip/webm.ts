// A WebM of its pictures and sound alone, as browsers record it: elements that playing needs stay, every other becomes `Void` and
// zeros. In a recording under way the length of some elements is not known; those end where another of their kind begins.
import type { Changes } from './changes.ts'
import { hasAny } from './changes.ts'
import { big, Unreadable, within } from './numbers.ts'
import { type Tale, talesIn } from './tales.ts'

const [head, segment, cluster, info, tracks, track] = [0x1a45dfa3, 0x18538067, 0x1f43b675, 0x1549a966, 0x1654ae6b, 0xae]
const [nothing, muxer, writer, trackName, codecName] = [0xec, 0x4d80, 0x5741, 0x536e, 0x258688]
const [seek, cues, scale, duration, date] = [0x114d9b74, 0x1c53bb6b, 0x2ad7b1, 0x4489, 0x4461]
const inClusters = [0xe7, 0xa3, 0xa0, 0xab, 0xa7, 0x5854]
const mostElements = 200_000

type Element = { readonly id: number; readonly from: number; readonly inner: number; readonly to: number | undefined }

/** @throws Unreadable */
export function stripWebm(file: Uint8Array): Changes {
  const to: Changes = { changes: [], tells: [], end: file.length }
  let at = 0
  let elements = 0
  let hasTracks = false
  const first = elementAt(file, at, file.length)
  if (first.id !== head || first.to === undefined) throw new Unreadable('no head')
  const body = elementAt(file, first.to, file.length)
  if (body.id !== segment) throw new Unreadable('nothing behind the head')
  const end = body.to ?? file.length
  for (at = body.inner; at < end; ) {
    if (++elements > mostElements) throw new Unreadable('too many elements')
    const one = elementAt(file, at, end)
    hasTracks ||= one.id === tracks
    at = one.id === cluster ? (one.to ?? one.inner) : passed(file, one, to)
  }
  if (!hasTracks) throw new Unreadable('neither picture nor sound')
  to.end = end
  if (end < file.length) to.tells.push(...talesIn(file.subarray(end)))
  return to
}

/** One element beside the clusters, or of a cluster whose length is not known; then where the next one begins. */
function passed(file: Uint8Array, one: Element, to: Changes): number {
  const { id, inner, to: end } = one
  if (end === undefined) throw new Unreadable('an element without an end')
  if (id === info) for (const each of eachIn(file, inner, end)) clearInfo(file, each, to)
  else if (id === tracks) for (const each of eachIn(file, inner, end)) clearTrack(file, each, to)
  else if (![seek, cues, nothing, ...inClusters].includes(id)) silence(file, one, to)
  else if (id === nothing) blank(file, inner, end, to)
  return end
}

function clearInfo(file: Uint8Array, one: Element & { to: number }, to: Changes): void {
  // The format asks for the two programs' names; empty ones are names.
  if (one.id === muxer || one.id === writer) blank(file, one.inner, one.to, to)
  else if (one.id !== scale && one.id !== duration) silence(file, one, to, one.id === date ? 'time' : undefined)
}

function clearTrack(file: Uint8Array, entry: Element & { to: number }, to: Changes): void {
  if (entry.id !== track) silence(file, entry, to)
  else
    for (const one of eachIn(file, entry.inner, entry.to))
      if (one.id === trackName || one.id === codecName) silence(file, one, to)
}

function* eachIn(file: Uint8Array, from: number, end: number): Generator<Element & { to: number }> {
  for (let at = from; at < end; ) {
    const one = elementAt(file, at, end)
    if (one.to === undefined) throw new Unreadable('an element without an end')
    yield { ...one, to: one.to }
    at = one.to
  }
}

function blank(file: Uint8Array, from: number, end: number, to: Changes): void {
  if (!hasAny(file, from, end)) return
  to.changes.push({ from, to: end })
  // That some program made it is nothing to tell: each file has one.
  to.tells.push(...talesIn(file.subarray(from, end)).filter((tale) => tale !== 'other'))
}

/** An element that says nothing, as long as the one it replaces: its shorter name leaves its length room to be written. */
function silence(file: Uint8Array, { id, from, inner, to: end }: Element, to: Changes, tale?: Tale): void {
  if (id === nothing || end === undefined) return
  const length = Math.min(8, inner - from - 1)
  const content = end - from - 1 - length
  const put = new Uint8Array(1 + length)
  put[0] = nothing
  for (let i = 0; i < length; i++) put[length - i] = Math.floor(content / 256 ** i) % 256
  put[1] = (put[1] as number) | (0x80 >> (length - 1))
  to.changes.push({ from, to: end, put })
  to.tells.push(...(tale ? [tale] : talesIn(file.subarray(inner, end))))
}

function elementAt(file: Uint8Array, from: number, end: number): Element {
  const idLength = lengthOf(big(file, from, 1))
  if (idLength > 4) throw new Unreadable('no name of an element')
  const id = big(file, from, idLength as 1 | 2 | 3 | 4)
  const first = big(file, from + idLength, 1)
  const width = lengthOf(first)
  const inner = from + idLength + width
  within(file, from, inner - from)
  const rest = width > 1 ? big(file, from + idLength + 1, (width - 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7) : 0
  const mark = 0x80 >> (width - 1)
  const size = (first & (mark - 1)) * 256 ** (width - 1) + rest
  const isUnknown = size >= 2 ** (7 * width) - 1
  if (!isUnknown && inner + size > end) throw new Unreadable('an element larger than what holds it')
  return { id, from, inner, to: isUnknown ? undefined : inner + size }
}

/** How many bytes a number has, by its first one. */
function lengthOf(first: number): number {
  if (first === 0) throw new Unreadable('no number')
  return Math.clz32(first) - 23
}
