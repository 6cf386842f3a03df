// Rebuilds the root of a published log. Up to a place whole subtrees are taken from its tiles; from there on every entry is
// fetched and looked at. Both are true only when the root they lead to is the signed one, which is the caller's to compare.
import { type CompactRange, emptyRange, extend, putSubtree } from '@citycop/protocol/log/compact-range.ts'
import { hashAt, widthOf } from '@citycop/protocol/log/tile-nodes.ts'
import { tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import type { LogFiles } from './fetch-log.ts'

export type Walk = {
  /** The tree's size. */
  readonly size: number
  /** The first entry looked at: a multiple of 256, or the size when none is. */
  readonly from: number
  /** Sizes at which to stop and tell the range. */
  readonly stops?: readonly number[]
  readonly look?: (index: number, entry: Uint8Array) => void
  readonly onProgress?: ((done: number, of: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}
export type Walked = {
  readonly size: number
  readonly from: number
  /** The tree left of the first entry looked at. */
  readonly left: CompactRange
  /** 32 bytes for each entry looked at. */
  readonly leaves: Uint8Array
  readonly end: CompactRange
  readonly passed: ReadonlyMap<number, CompactRange>
}

/** @throws Doubt for a missing or cut piece, Unreachable, and the signal's reason when it is aborted */
export async function walkLog(files: LogFiles, walk: Walk): Promise<Walked> {
  const { size, from } = walk
  const stops = [...new Set([...(walk.stops ?? []), from])].filter((stop) => stop <= size).sort((a, b) => a - b)
  const passed = new Map<number, CompactRange>()
  let range = emptyRange
  for (const stop of stops.filter((stop) => stop <= from)) {
    range = await skip(files, range, stop, size)
    passed.set(stop, range)
  }
  const left = range
  const leaves = new Uint8Array(32 * (size - from))
  for await (const { first, entries } of bundles(files, walk)) {
    const hashes = entries.map((entry) => leafHash(entry))
    for (const [i, entry] of entries.entries()) {
      leaves.set(hashes[i] as Uint8Array, 32 * (first + i - from))
      walk.look?.(first + i, entry)
    }
    const end = first + entries.length
    for (const stop of [...stops.filter((one) => one > first && one < end), end]) {
      range = extend(range, hashes.slice(range.size - first, stop - first))
      if (stops.includes(stop)) passed.set(stop, range)
    }
    walk.onProgress?.(end - from, size - from)
  }
  return { size, from, left, leaves, end: range, passed }
}

/** Grows a range by the hashes in tiles, each time by the tallest that begins here and does not reach past. */
async function skip(
  files: LogFiles,
  { size: start, hashes }: CompactRange,
  to: number,
  size: number,
): Promise<CompactRange> {
  const grown = [...hashes]
  let at = start
  while (at < to) {
    let [level, span] = [0, 1]
    while (at % (span * tileWidth) === 0 && at + span * tileWidth <= to) [level, span] = [level + 1, span * tileWidth]
    const n = Math.floor(at / span / tileWidth)
    const tile = await files.tile(level, n, widthOf(size, level, n))
    putSubtree(grown, at / span, hashAt(tile, at / span - n * tileWidth))
    at += span
  }
  return { size: at, hashes: grown }
}

const atOnce = 6 // as many as a browser fetches from one place at a time

async function* bundles(files: LogFiles, { size, from, signal }: Walk) {
  const fetchAt = (first: number) => {
    const n = first / tileWidth
    const fetched = files.bundle(n, widthOf(size, 0, n))
    fetched.catch(() => {}) // told when its turn comes; the turn may never come
    return { first, fetched }
  }
  const waiting: ReturnType<typeof fetchAt>[] = []
  let next = from
  while (next < size || waiting.length > 0) {
    signal?.throwIfAborted()
    for (; next < size && waiting.length < atOnce; next += tileWidth) waiting.push(fetchAt(next))
    const { first, fetched } = waiting.shift() as ReturnType<typeof fetchAt>
    yield { first, entries: await fetched }
  }
  signal?.throwIfAborted()
}
