// The tree's hashes in tiles of 256, as C2SP tlog-tiles cuts them. The ragged right edge stays in memory, whole tiles in a
// bounded cache; a proof reads the few tiles on its path.
import { concat } from '@citycop/protocol/contract/bytes.ts'
import type { NodeAt } from '@citycop/protocol/log/proofs.ts'
import { rootOver } from '@citycop/protocol/log/proofs.ts'
import { nodeHash } from '@citycop/protocol/log/tree.ts'

export const tileHeight = 8
const width = 2 ** tileHeight
const mostCached = 256 // tiles: at most 4 MiB with what is computed from them

type Tile = { hashes: Uint8Array; readonly known: Map<number, Uint8Array> }
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
  const edge = new Map<number, Tile & { n: number }>() // the last tile of each level, whole or not
  const cache = new Map<string, Tile>()

  const nodeAt = (held: ReadonlyMap<string, Tile>, level: number, index: number): Uint8Array => {
    const tileLevel = Math.floor(level / tileHeight)
    const height = level - tileLevel * tileHeight
    const first = index * 2 ** height
    const n = Math.floor(first / width)
    const last = edge.get(tileLevel)
    const tile = last?.n === n ? last : held.get(`${tileLevel}/${n}`)
    if (!tile) throw new Error(`tile ${tileLevel}/${n} is not loaded`)
    return nodeIn(tile, height, index - (n * width) / 2 ** height)
  }

  const keep = (key: TileKey, hashes: Uint8Array): Tile => {
    const [oldest] = cache.keys()
    if (cache.size >= mostCached && oldest !== undefined) cache.delete(oldest)
    const tile = { hashes, known: new Map() }
    cache.set(`${key.level}/${key.n}`, tile)
    return tile
  }

  const push = (level: number, at: number, hashes: readonly Uint8Array[], changed: Map<string, ChangedTile>): void => {
    const above: Uint8Array[] = []
    let next = at
    for (const hash of hashes) {
      const n = Math.floor(next / width)
      let tile = edge.get(level)
      if (tile?.n !== n) {
        if (tile) keep({ level, n: tile.n }, tile.hashes)
        tile = { n, hashes: new Uint8Array(), known: new Map() }
        edge.set(level, tile)
      }
      tile.hashes = concat(tile.hashes, hash)
      changed.set(`${level}/${n}`, { level, n, hashes: tile.hashes })
      next++
      if (next % width === 0) above.push(nodeIn(tile, tileHeight, 0))
    }
    if (above.length > 0) push(level + 1, Math.floor(at / width), above, changed)
  }

  return {
    append(size, leaves) {
      const changed = new Map<string, ChangedTile>()
      push(0, size, leaves, changed)
      return [...changed.values()]
    },
    root: (size) => rootOver((level, index) => nodeAt(cache, level, index), 0, size),
    async prepare(...indices) {
      const held = new Map<string, Tile>() // so that others' loading cannot push it out before it is read
      for (const index of indices) {
        for (let level = 0, n = Math.floor(index / width); edge.has(level); level++, n = Math.floor(n / width)) {
          const key = `${level}/${n}`
          const tile = edge.get(level)?.n === n ? edge.get(level) : cache.get(key)
          const hashes = tile ? undefined : await load({ level, n })
          const found = tile ?? (hashes && keep({ level, n }, hashes))
          if (found) held.set(key, found)
        }
      }
      return (level, index) => nodeAt(held, level, index)
    },
    async loadEdge(size) {
      for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / width)) {
        const n = Math.floor((count - 1) / width)
        const hashes = await load({ level, n })
        if (!hashes || hashes.length !== 32 * (count - n * width))
          throw new Error(`tile ${level}/${n} of the log is missing or cut`)
        edge.set(level, { n, hashes, known: new Map() })
      }
    },
  }
}

/** The node `index` of height 0 (as stored) to 8 inside a tile; computed once. */
function nodeIn(tile: Tile, height: number, index: number): Uint8Array {
  if (height === 0) {
    const hash = tile.hashes.subarray(32 * index, 32 * index + 32)
    if (hash.length !== 32) throw new Error('the tile does not reach this far')
    return hash
  }
  const key = height * 512 + index
  const known = tile.known.get(key)
  if (known) return known
  const node = nodeHash(nodeIn(tile, height - 1, 2 * index), nodeIn(tile, height - 1, 2 * index + 1))
  tile.known.set(key, node)
  return node
}
