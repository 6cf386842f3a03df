// Proofs from a log's tiles: which are needed is found out first; then they are fetched, and the proof is made.
import type { NodeAt } from '@citycop/protocol/log/proofs.ts'
import { nodesInTiles, tilesFor } from '@citycop/protocol/log/tile-nodes.ts'
import { type TilePath, tilePath } from '@citycop/protocol/log/tile-path.ts'
import { Refused } from '../refusal.ts'
import { atOnce } from './at-once.ts'
import { type LogSource, readTile } from './log-source.ts'

/** What `compute` makes of the hashes of a log of this size. Nothing is verified: that is for whoever uses them. */
export async function withNodes<Made>(
  source: LogSource,
  size: number,
  compute: (nodeAt: NodeAt) => Made,
): Promise<Made> {
  const tiles = new Map<string, Uint8Array>()
  const read = async (tile: TilePath) => [tilePath(tile), await readTile(source, tile), tile.width] as const
  for await (const [path, bytes, width] of atOnce(tilesFor(size, compute), read)) {
    if (Math.floor(bytes.length / 32) !== width)
      throw new Refused('tile', `${path} has not the ${width} hashes it should have`)
    tiles.set(path, bytes)
  }
  return compute(nodesInTiles(size, tiles))
}
