// What an HEIC, HEIF or AVIF is made of: items, each with a kind, and where its bytes lie.
import { type Box, boxesIn } from './mp4-boxes.ts'
import type { Range } from './mp4-samples.ts'
import { big, big64, counted, letters, Unreadable, within } from './numbers.ts'

/** `name`: where its name stands, up to the zero that ends it. */
export type Item = { readonly id: number; readonly kind: string; readonly name: Range }
/** `inside`: counted from the beginning of the file, or of the small data box of the table itself. */
export type Place = { readonly inside: 'file' | 'idat'; readonly ranges: readonly Range[] }

/** @throws Unreadable */
export function itemsIn(file: Uint8Array, { inner, to }: Box): Item[] {
  const head = big(file, inner, 1) === 0 ? 6 : 8
  const items: Item[] = []
  for (const box of boxesIn(file, inner + head, to)) {
    counted(items.length)
    if (box.type !== 'infe') throw new Unreadable('a list of items with something else in it')
    items.push(itemOf(file, box))
  }
  return items
}

function itemOf(file: Uint8Array, { inner, to }: Box): Item {
  const version = big(file, inner, 1)
  if (version !== 2 && version !== 3) throw new Unreadable('an item of an older kind')
  const wide = version === 3 ? 4 : 2
  const from = inner + 4 + wide + 6
  const end = file.indexOf(0, from)
  if (end === -1 || end >= to) throw new Unreadable('a name without an end')
  return { id: big(file, inner + 4, wide), kind: letters(file, from - 4, 4), name: { from, to: end } }
}

/** @throws Unreadable for what lies in another file, in another item, or nobody says how far */
export function placesIn(file: Uint8Array, { inner, to }: Box): Map<number, Place> {
  within(file, inner, to - inner)
  const row = rowReader(file.subarray(0, to), inner + 4)
  const version = big(file, inner, 1)
  if (version > 2) throw new Unreadable('places of an unknown kind')
  const sizes = row(2)
  const sizeAt = (bits: number) => sizeOf((sizes >> bits) & 15)
  const [offset, length, base, index] = [sizeAt(12), sizeAt(8), sizeAt(4), version > 0 ? sizeAt(0) : 0]
  const places = new Map<number, Place>()
  for (let left = row(version === 2 ? 4 : 2); left > 0; left--) {
    counted(places.size)
    const id = row(version === 2 ? 4 : 2)
    const method = version > 0 ? row(2) & 15 : 0
    if (method > 1 || row(2) !== 0 || places.has(id)) throw new Unreadable('an item that lies elsewhere')
    const start = row(base)
    const ranges: Range[] = []
    for (let extents = row(2); extents > 0; extents--) {
      counted(ranges.length)
      row(index)
      const from = start + row(offset)
      const long = row(length)
      if (long === 0) throw new Unreadable('an item that nobody says the end of')
      ranges.push({ from, to: from + long })
    }
    places.set(id, { inside: method === 1 ? 'idat' : 'file', ranges })
  }
  return places
}

type Size = 0 | 4 | 8
function sizeOf(said: number): Size {
  if (said !== 0 && said !== 4 && said !== 8) throw new Unreadable('a number of no known width')
  return said
}

/** One number after the other. */
function rowReader(file: Uint8Array, from: number): (width: Size | 2) => number {
  let at = from
  return (width) => {
    at += width
    if (width === 0) return 0
    return width === 8 ? big64(file, at - 8) : big(file, at - width, width)
  }
}
