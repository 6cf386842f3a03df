// Fetches what a log has grown by, and learns from it. What is written lies beyond what was kept before, so that nothing good is
// overwritten, whatever comes.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extend } from '@citycop/protocol/log/compact-range.ts'
import { type Edge, growTiles, isWhole } from '@citycop/protocol/log/grow-tiles.ts'
import { parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import { enroll } from '@citycop/protocol/log/roll.ts'
import { type TilePath, tilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import { atOnce } from '../log/at-once.ts'
import { type LogSource, readTile, sourceIn } from '../log/log-source.ts'
import { entriesOf, readKind, startsWith } from '../log/read-entries.ts'
import { bundlesOf } from '../log/tile-list.ts'
import { writeTile } from '../log/write-log.ts'
import { Refused } from '../refusal.ts'
import { recoveryIn } from './recovery-in.ts'
import type { Known } from './watched.ts'

const mostShown = 16 // strange entries
const mostTallies = 12
const mostRecoveries = 20

/** @throws Refused when the source does not have them */
export async function pullEntries(source: LogSource, folder: string, known: Known, size: number): Promise<Known> {
  const grower = growTiles(await edgesOf(folder, known.range.size))
  const last = await lastEntries(folder, known.range.size)
  let now: Known = {
    ...known,
    counts: { ...known.counts },
    tallies: [...known.tallies],
    recoveries: [...known.recoveries],
    strange: [...known.strange],
  }
  const read = async (tile: TilePath) => ({ tile, bytes: await readTile(source, tile) })
  for await (const { tile, bytes } of atOnce(bundlesOf(known.range.size, size), read)) {
    const entries = entriesOf(tile, bytes)
    const before = now.range.size % tileWidth // only the first bundle can hold what we have already
    if (before > 0 && !startsWith(entries, last))
      throw new Refused('entries', `${tilePath(tile)} has other entries than when it was read before`)
    const fresh = entries.slice(before)
    const leaves = fresh.map(leafHash)
    now = learn(now, fresh, leaves)
    await writeTile(folder, tile, bytes)
    for (const full of grower.add(leaves).filter(isWhole)) await writeTile(folder, full, full.bytes)
  }
  for (const partial of grower.unfinished()) await writeTile(folder, partial, partial.bytes)
  return now
}

/** Reads a mirror of ours anew, without writing: when what was noted beside it is lost. */
export async function readMirror(folder: string, nothing: Known, size: number): Promise<Known> {
  const source = sourceIn(folder)
  let known = nothing
  for (const tile of bundlesOf(0, size)) {
    const entries = entriesOf(tile, await readTile(source, tile))
    known = learn(known, entries, entries.map(leafHash))
  }
  return known
}

function learn(known: Known, entries: readonly Uint8Array[], leaves: readonly Uint8Array[]): Known {
  const { counts, tallies, strange, range } = known
  let { enrolled } = known
  for (const [i, entry] of entries.entries()) {
    const index = range.size + i
    const read = readKind(entry)
    if ('wrong' in read) {
      if (strange.length < mostShown) strange.push({ index, why: read.wrong })
      continue
    }
    counts[read.kind]++
    const open = read.kind === 'tally' || read.kind === 'keys' ? parsePublicEntry(entry) : undefined
    if (open?.kind === 'keys') {
      const read = enroll(enrolled, open.content, index)
      enrolled = read.enrolled
      if (read.wrong !== undefined && strange.length < mostShown) strange.push({ index, why: read.wrong })
    }
    const recovery = open?.kind === 'keys' ? recoveryIn(open.content, index) : undefined
    if (recovery) known.recoveries.push(recovery)
    if (known.recoveries.length > mostRecoveries) known.recoveries.shift()
    if (open?.kind !== 'tally') continue
    const { v: _, ...content } = open.content
    tallies.push({ index, ...content })
    if (tallies.length > mostTallies) tallies.shift()
  }
  return { ...known, enrolled, range: extend(range, leaves) }
}

const bytesOf = async (folder: string, tile: TilePath): Promise<Uint8Array> =>
  tile.width === 0 ? new Uint8Array() : await readFile(join(folder, tilePath(tile)))

/** The unfinished tile of each level of our own tree. */
async function edgesOf(folder: string, size: number): Promise<Edge[]> {
  const edges: Edge[] = []
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
    const n = Math.floor(count / tileWidth)
    edges.push({ n, bytes: await bytesOf(folder, { level, n, width: count % tileWidth }) })
  }
  return edges
}

async function lastEntries(folder: string, size: number): Promise<Uint8Array[]> {
  const tile = { level: 'entries', n: Math.floor(size / tileWidth), width: size % tileWidth } as const
  return tile.width === 0 ? [] : entriesOf(tile, await bytesOf(folder, tile))
}
