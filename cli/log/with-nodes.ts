// Proofs from tiles: what a proof needs is asked twice. The first time only to learn which tiles to fetch; then they are fetched,
// and the second time it gets the hashes.
import type { NodeAt } from '@citycop/protocol/log/proofs.ts'
import { nodesInTile, placeOf, widthOf } from '@citycop/protocol/log/tile-nodes.ts'
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
  const wanted = new Map<string, TilePath>()
  const tileOf = ({ level, n }: { level: number; n: number }) => ({ level, n, width: widthOf(size, level, n) })
  compute((level, index) => {
    const tile = tileOf(placeOf(level, index))
    wanted.set(tilePath(tile), tile)
    return new Uint8Array(32)
  })
  const tiles = new Map<string, NodeAt>()
  const read = async (tile: TilePath) => [tilePath(tile), await readTile(source, tile), tile.width] as const
  for await (const [path, bytes, width] of atOnce(wanted.values(), read)) {
    if (Math.floor(bytes.length / 32) !== width)
      throw new Refused('tile', `${path} has not the ${width} hashes it should have`)
    tiles.set(path, nodesInTile({ bytes }))
  }
  return compute((level, index) => {
    const place = placeOf(level, index)
    return (tiles.get(tilePath(tileOf(place))) as NodeAt)(place.height, place.index) // the same were asked for before
  })
}
