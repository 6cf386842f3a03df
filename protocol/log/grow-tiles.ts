// A log's tiles of hashes from its entries' hashes. It holds one tile a level, whatever the size.
import { concat } from '../contract/bytes.ts'
import type { NodeAt } from './proofs.ts'
import { nodesInTile, tileHeight } from './tile-nodes.ts'
import { type TilePath, tileWidth } from './tile-path.ts'

export type Tile = TilePath & { readonly level: number; readonly bytes: Uint8Array }
/** The last tile of a level, whole or not; after a whole one it may also be the empty one that comes next. */
export type Edge = { readonly n: number; readonly bytes: Uint8Array }
export type LastTile = Edge & { readonly nodeAt: NodeAt }

export type TileGrower = {
  /** The tiles that change, each once, as it then is; the lowest level first. */
  add(leaves: readonly Uint8Array[]): Tile[]
  /** The unfinished ones, as they are. */
  unfinished(): Tile[]
  last(level: number): LastTile | undefined
}

export const isWhole = ({ width }: Tile): boolean => width === tileWidth
const isFull = ({ bytes }: Edge): boolean => bytes.length === 32 * tileWidth

/** `edges`: of the tree that is continued, its last tiles from level 0 up. */
export function growTiles(edges: readonly Edge[] = []): TileGrower {
  const levels: (LastTile & { bytes: Uint8Array })[] = edges.map(({ n, bytes }) => open(n, bytes))
  const push = (level: number, hashes: readonly Uint8Array[], changed: Tile[]): void => {
    const above: Uint8Array[] = []
    let tile = levels[level] ?? open(0)
    for (let done = 0; done < hashes.length; ) {
      if (isFull(tile)) tile = open(tile.n + 1)
      const some = hashes.slice(done, done + tileWidth - tile.bytes.length / 32)
      tile.bytes = concat(tile.bytes, ...some)
      done += some.length
      changed.push(asTile(tile, level))
      if (isFull(tile)) above.push(tile.nodeAt(tileHeight, 0))
    }
    levels[level] = tile
    if (above.length > 0) push(level + 1, above, changed)
  }
  return {
    add(leaves) {
      const changed: Tile[] = []
      push(0, leaves, changed)
      return changed
    },
    unfinished: () =>
      levels.flatMap((tile, level) => (tile.bytes.length === 0 || isFull(tile) ? [] : [asTile(tile, level)])),
    last: (level) => levels[level],
  }
}

const asTile = ({ n, bytes }: Edge, level: number): Tile => ({ level, n, width: bytes.length / 32, bytes })

function open(n: number, bytes: Uint8Array = new Uint8Array()) {
  const tile = { n, bytes }
  return Object.assign(tile, { nodeAt: nodesInTile(tile) })
}
