// Proofs from tiles: what a proof needs is asked twice. The first time only to learn which tiles to fetch; then they are fetched,
// and the second time it gets the hashes.
import type { NodeAt } from '@citycop/protocol/log/proofs.ts'
import { type TilePath, tilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { Refused } from '../refusal.ts'
import { atOnce } from './at-once.ts'
import { hashesIn, top } from './grow-tiles.ts'
import { type LogSource, readTile } from './log-source.ts'

const heightOf = 8 // levels of the tree in one tile

/** What `compute` makes of the hashes of a log of this size. Nothing is verified: that is for whoever uses them. */
export async function withNodes<Made>(
  source: LogSource,
  size: number,
  compute: (nodeAt: NodeAt) => Made,
): Promise<Made> {
  const wanted = new Map<string, TilePath>()
  compute((level, index) => {
    const { tile } = placeOf(level, index, size)
    wanted.set(tilePath(tile), tile)
    return new Uint8Array(32)
  })
  const tiles = new Map<string, Uint8Array[]>()
  const read = async (tile: TilePath) => [tilePath(tile), hashesIn(await readTile(source, tile)), tile.width] as const
  for await (const [path, hashes, width] of atOnce(wanted.values(), read)) {
    if (hashes.length !== width) throw new Refused('tile', `${path} has not the ${width} hashes it should have`)
    tiles.set(path, hashes)
  }
  return compute((level, index) => {
    const { tile, from, count } = placeOf(level, index, size)
    return top((tiles.get(tilePath(tile)) as Uint8Array[]).slice(from, from + count))
  })
}

/** Which tile holds the subtree's root, and over which of the tile's hashes it stands. */
function placeOf(level: number, index: number, size: number) {
  const up = Math.floor(level / heightOf)
  const count = 2 ** (level % heightOf)
  const first = index * count
  const n = Math.floor(first / tileWidth)
  const there = Math.floor(size / tileWidth ** up)
  return {
    tile: { level: up, n, width: Math.min(tileWidth, there - n * tileWidth) },
    from: first - n * tileWidth,
    count,
  }
}
