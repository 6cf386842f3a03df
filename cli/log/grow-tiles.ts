// Makes a log's tiles of hashes from its entries' hashes. Holds one unfinished tile a level, whatever the size.
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { type TilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { nodeHash } from '@citycop/protocol/log/tree.ts'

export type Tile = TilePath & { readonly bytes: Uint8Array }
/** A level's unfinished tile, and how many came before it. */
type Edge = { n: number; hashes: Uint8Array[] }

export type TileGrower = {
  /** The full tiles that these hashes complete. */
  add(leaves: readonly Uint8Array[]): Tile[]
  /** The unfinished ones, as they are. */
  rest(): Tile[]
}

/** `edges`: of the tree that is continued, its unfinished tiles from level 0 up. */
export function growTiles(edges: readonly { readonly n: number; readonly bytes: Uint8Array }[] = []): TileGrower {
  const levels: Edge[] = edges.map(({ n, bytes }) => ({ n, hashes: hashesIn(bytes) }))
  const push = (level: number, hash: Uint8Array, full: Tile[]) => {
    const edge = levels[level] ?? { n: 0, hashes: [] }
    levels[level] = edge
    if (edge.hashes.push(hash) < tileWidth) return
    full.push({ level, n: edge.n, width: tileWidth, bytes: concat(...edge.hashes) })
    const above = top(edge.hashes)
    levels[level] = { n: edge.n + 1, hashes: [] }
    push(level + 1, above, full)
  }
  return {
    add(leaves) {
      const full: Tile[] = []
      for (const leaf of leaves) push(0, leaf, full)
      return full
    },
    rest: () =>
      levels.flatMap(({ n, hashes }, level) =>
        hashes.length === 0 ? [] : [{ level, n, width: hashes.length, bytes: concat(...hashes) }],
      ),
  }
}

export const hashesIn = (tile: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.floor(tile.length / 32) }, (_, i) => tile.slice(32 * i, 32 * (i + 1)))

/** The root of a whole tile, or of any power of two of hashes. */
export function top(hashes: readonly Uint8Array[]): Uint8Array {
  let row = [...hashes]
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, i) =>
      nodeHash(row[2 * i] as Uint8Array, row[2 * i + 1] as Uint8Array),
    )
  return row[0] as Uint8Array
}
