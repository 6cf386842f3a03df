// The tree's hashes in tiles of 256, as C2SP tlog-tiles cuts them. The ragged right edge stays in memory, whole tiles in a
// bounded cache; a proof reads the few tiles on its path.
import { growTiles, isWhole } from '@citycop/protocol/log/grow-tiles.ts'
import { type NodeAt, rootOver } from '@citycop/protocol/log/proofs.ts'
import { nodesInTile, placeOf, widthOf } from '@citycop/protocol/log/tile-nodes.ts'
import { tileWidth } from '@citycop/protocol/log/tile-path.ts'

const mostCached = 256 // tiles: at most 4 MiB with what is computed from them

export type TileKey = { readonly level: number; readonly n: number }
export type LoadTile = (key: TileKey) => Promise<Uint8Array | undefined>
export type ChangedTile = TileKey & { readonly hashes: Uint8Array }
export type Tiles = {
  /** Adds leaf hashes behind `size` of them; answers which tiles changed. */
  append(size: number, leaves: readonly Uint8Array[]): ChangedTile[]
  root(size: number): Uint8Array
  /** Loads the tiles on the paths of these leaves; a proof reads the path of its leaf and that of the tree's last one. */
  prepare(...indices: readonly number[]): Promise<NodeAt>
  loadEdge(size: number): Promise<void>
}

export function makeTiles(load: LoadTile): Tiles {
  let grower = growTiles() // holds the last tile of each level
  const cache = new Map<string, NodeAt>()

  const nodeIn = (held: ReadonlyMap<string, NodeAt>): NodeAt => {
    return (level, index) => {
      const place = placeOf(level, index)
      const last = grower.last(place.level)
      const tile = last?.n === place.n ? last.nodeAt : held.get(`${place.level}/${place.n}`)
      if (!tile) throw new Error(`tile ${place.level}/${place.n} is not loaded`)
      return tile(place.height, place.index)
    }
  }

  const keep = ({ level, n }: TileKey, bytes: Uint8Array): NodeAt => {
    const [oldest] = cache.keys()
    if (cache.size >= mostCached && oldest !== undefined) cache.delete(oldest)
    const nodeAt = nodesInTile({ bytes })
    cache.set(`${level}/${n}`, nodeAt)
    return nodeAt
  }

  return {
    append(_size, leaves) {
      const changed = grower.add(leaves)
      for (const tile of changed.filter(isWhole)) keep(tile, tile.bytes)
      return changed.map(({ level, n, bytes }) => ({ level, n, hashes: bytes }))
    },
    root: (size) => rootOver(nodeIn(cache), 0, size),
    async prepare(...indices) {
      const held = new Map<string, NodeAt>() // so that others' loading cannot push it out before it is read
      for (const index of indices) {
        for (
          let level = 0, n = Math.floor(index / tileWidth);
          grower.last(level);
          level++, n = Math.floor(n / tileWidth)
        ) {
          const key = `${level}/${n}`
          const last = grower.last(level)
          const known = last?.n === n ? last.nodeAt : cache.get(key)
          const hashes = known ? undefined : await load({ level, n })
          const found = known ?? (hashes && keep({ level, n }, hashes))
          if (found) held.set(key, found)
        }
      }
      return nodeIn(held)
    },
    async loadEdge(size) {
      const edges: { n: number; bytes: Uint8Array }[] = []
      for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
        const n = Math.floor((count - 1) / tileWidth)
        const bytes = await load({ level, n })
        if (bytes?.length !== 32 * widthOf(size, level, n))
          throw new Error(`tile ${level}/${n} of the log is missing or cut`)
        edges.push({ n, bytes })
      }
      grower = growTiles(edges)
    },
  }
}
