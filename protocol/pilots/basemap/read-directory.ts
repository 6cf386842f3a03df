// A directory of a PMTiles archive: which tile lies where, or which further directory knows.
import { type Cursor, cursorOver, varint } from './cursor.ts'
import { Malformed } from './malformed.ts'
import type { Span } from './read-header.ts'

/** `run` 0: a further directory. */
export type Entry = { readonly id: number; readonly run: number; readonly span: Span }

/** @throws Malformed */
export function readDirectory(bytes: Uint8Array): Entry[] {
  const cursor = cursorOver(bytes)
  const count = varint(cursor)
  if (count * 4 > bytes.length) throw new Malformed('a directory is cut off') // four numbers each, of a byte at least
  let id = 0
  const ids = column(cursor, count, (step) => (id += step))
  const runs = column(cursor, count, (run) => run)
  const lengths = column(cursor, count, (length) => length)
  let next = 0
  const places = column(cursor, count, (said, at) => {
    const place = said === 0 ? next : said - 1
    next = place + (lengths[at] as number)
    return place
  })
  return ids.map((one, at) => ({
    id: one,
    run: runs[at] as number,
    span: { at: places[at] as number, length: lengths[at] as number },
  }))
}

const column = (cursor: Cursor, count: number, read: (number: number, at: number) => number): number[] =>
  Array.from({ length: count }, (_, at) => read(varint(cursor), at))

/** The entry that has this tile, or the directory that may have it. */
export function findEntry(entries: readonly Entry[], id: number): Entry | undefined {
  let [low, high] = [0, entries.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if ((entries[middle] as Entry).id <= id) low = middle + 1
    else high = middle - 1
  }
  const found = entries[high]
  return found && (found.run === 0 || id < found.id + found.run) ? found : undefined
}
