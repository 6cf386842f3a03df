// Between the tree and its tiles (C2SP tlog-tiles): which tile holds a node, and the nodes that stand over a tile's hashes. The
// same for whoever serves a log, mirrors it or reads it.
import type { NodeAt } from './proofs.ts'
import { type TilePath, tilePath, tileWidth } from './tile-path.ts'
import { nodeHash } from './tree.ts'

/** Levels of the tree in one tile: 256 hashes, and the eight levels of nodes over them. */
export const tileHeight = 8
const hashSize = 32

/** How many hashes, or entries at level 0, tile `n` of a level holds in a tree of this size. Division: a shift would cut at 2^32. */
export const widthOf = (size: number, level: number, n: number): number =>
  Math.min(tileWidth, Math.floor(size / tileWidth ** level) - tileWidth * n)

/** The hash at a place of a tile. @throws Error when the tile does not reach this far */
export function hashAt(tile: Uint8Array, place: number): Uint8Array {
  const hash = tile.slice(hashSize * place, hashSize * (place + 1))
  if (hash.length !== hashSize) throw new Error('the tile does not reach this far')
  return hash
}

/** A node by the tile over whose hashes it stands: so many levels up in it, and there the how-manieth. */
export type Place = { readonly level: number; readonly n: number; readonly height: number; readonly index: number }

export function placeOf(level: number, index: number): Place {
  const up = Math.floor(level / tileHeight)
  const height = level % tileHeight
  const across = tileWidth / 2 ** height // nodes of this height over one tile
  const n = Math.floor(index / across)
  return { level: up, n, height, index: index - n * across }
}

/** The nodes over those given, each computed once. What is given must reach down to every leaf that is asked for. */
export function nodesOver(given: (level: number, index: number) => Uint8Array | undefined): NodeAt {
  const made: Map<number, Uint8Array>[] = []
  const nodeAt: NodeAt = (level, index) => {
    const known = given(level, index) ?? made[level]?.get(index)
    if (known) return known
    if (level === 0) throw new Error(`leaf ${index} is not known`)
    const node = nodeHash(nodeAt(level - 1, 2 * index), nodeAt(level - 1, 2 * index + 1))
    made[level] ??= new Map()
    made[level].set(index, node)
    return node
  }
  return nodeAt
}

/** The nodes inside a tile. It may grow meanwhile: a node is only asked for when its hashes are there, and then it stays. */
export const nodesInTile = (tile: { readonly bytes: Uint8Array }): NodeAt =>
  nodesOver((level, index) => (level === 0 ? hashAt(tile.bytes, index) : undefined))

type NodeTile = TilePath & { readonly level: number }
const tileAt = (size: number, { level, n }: Place): NodeTile => ({ level, n, width: widthOf(size, level, n) })

/** The tiles of a log of this size that a computation needs: it is run once with hashes of nothing, only to see what it asks for. */
export function tilesFor(size: number, compute: (nodeAt: NodeAt) => unknown): NodeTile[] {
  const wanted = new Map<string, NodeTile>()
  compute((level, index) => {
    const tile = tileAt(size, placeOf(level, index))
    wanted.set(tilePath(tile), tile)
    return new Uint8Array(hashSize)
  })
  return [...wanted.values()]
}

/** The nodes of a log of this size, from its tiles by their paths. @throws Error for one that lies in a tile not given */
export function nodesInTiles(size: number, tiles: ReadonlyMap<string, Uint8Array>): NodeAt {
  const nodes = new Map([...tiles].map(([path, bytes]) => [path, nodesInTile({ bytes })]))
  return (level, index) => {
    const place = placeOf(level, index)
    const path = tilePath(tileAt(size, place))
    const nodeAt = nodes.get(path)
    if (!nodeAt) throw new Error(`${path} is not given`)
    return nodeAt(place.height, place.index)
  }
}
