// Which files a log of a size is made of (C2SP tlog-tiles).
import { type TilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'

// One after another, never as a list: a log may sign any size, and a list of that many would end us.

/** The bundles that hold the entries from `from` on. */
export const bundlesOf = (from: number, size: number): Iterable<TilePath> => across('entries', from, size)

/** Every tile of hashes. A level up has a hash for every full tile below. */
export function* tilesOf(size: number): Generator<TilePath> {
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth))
    yield* across(level, 0, count)
}

/** The unfinished tiles, and the unfinished bundle. */
export function partialsOf(size: number): TilePath[] {
  const partials: TilePath[] = []
  const add = (level: TilePath['level'], count: number) => {
    if (count % tileWidth > 0) partials.push({ level, n: Math.floor(count / tileWidth), width: count % tileWidth })
  }
  add('entries', size)
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) add(level, count)
  return partials
}

function* across(level: TilePath['level'], from: number, count: number): Generator<TilePath> {
  for (let n = Math.floor(from / tileWidth); n * tileWidth < count; n++)
    yield { level, n, width: Math.min(tileWidth, count - n * tileWidth) }
}

/** May a log of this size have this tile? */
export function belongs({ level, n, width }: TilePath, size: number): boolean {
  let count = size
  for (let up = level === 'entries' ? 0 : level; up > 0; up--) count = Math.floor(count / tileWidth)
  return n * tileWidth + width <= count
}
