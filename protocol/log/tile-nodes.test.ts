import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concat, u32 } from '../contract/bytes.ts'
import { emptyRange, extend, nodesOf, rootOf } from './compact-range.ts'
import { growTiles, type Tile } from './grow-tiles.ts'
import { inclusionProof, type NodeAt, rootOver } from './proofs.ts'
import { nodesInTile, nodesOver, placeOf, widthOf } from './tile-nodes.ts'
import { isIncluded, leafHash } from './tree.ts'

const leaves = (count: number) => Array.from({ length: count }, (_, i) => leafHash(u32(i)))
const nameOf = ({ level, n }: { level: number; n: number }) => `${level}/${n}`

const kept = (tiles: readonly Tile[]): NodeAt => {
  const inside = new Map(tiles.map((tile) => [nameOf(tile), nodesInTile(tile)]))
  return (level, index) => {
    const place = placeOf(level, index)
    const nodeAt = inside.get(nameOf(place))
    if (!nodeAt) throw new Error(`there is no tile ${nameOf(place)}`)
    return nodeAt(place.height, place.index)
  }
}

test('tiles grown in any batches are the same, and give the root and the proofs of the tree', () => {
  const all = leaves(66_000) // three levels
  const [once, bit] = [new Map<string, Tile>(), new Map<string, Tile>()]
  for (const tile of growTiles().add(all)) once.set(nameOf(tile), tile)
  let grower = growTiles()
  for (let at = 0, width = 1; at < all.length; at += width, width = (width * 7 + 3) % 1021) {
    for (const tile of grower.add(all.slice(at, at + width))) bit.set(nameOf(tile), tile)
    grower = growTiles([0, 1, 2].flatMap((level) => grower.last(level) ?? [])) // as one that starts again
  }
  assert.deepEqual(bit, once)
  assert.deepEqual([...once.values()].at(-1)?.width, 1)
  const nodeAt = kept([...once.values()])
  const root = rootOver(nodeAt, 0, all.length)
  assert.deepEqual(root, rootOf(extend(emptyRange, all)))
  for (const index of [0, 255, 256, 65_535, 65_536, 65_999]) {
    const proof = inclusionProof(nodeAt, index, all.length)
    assert.ok(isIncluded(all[index] as Uint8Array, index, all.length, proof, root))
  }
})

test('a size that no 32 bits hold is cut into tiles all the same', () => {
  const size = 70_000_000_001
  assert.deepEqual([widthOf(size, 0, 273_437_500), widthOf(size, 4, 0), widthOf(size, 0, 5)], [1, 16, 256])
  assert.deepEqual(placeOf(0, 70_000_000_000), { level: 0, n: 273_437_500, height: 0, index: 0 })
  assert.deepEqual(placeOf(11, 34_179_687), { level: 1, n: 1_068_115, height: 3, index: 7 })
})

test('a range and the leaves behind it give every node of the tree; what neither reaches is refused', () => {
  const all = leaves(700)
  const left = nodesOf(extend(emptyRange, all.slice(0, 300)))
  const nodeAt = nodesOver(
    (level, index) => left(level, index) ?? (level === 0 && index >= 300 ? all[index] : undefined),
  )
  assert.deepEqual(rootOver(nodeAt, 0, 700), rootOf(extend(emptyRange, all)))
  assert.throws(() => nodeAt(0, 3), /leaf 3 is not known/)
  assert.throws(() => nodesInTile({ bytes: concat(...all.slice(0, 7)) })(3, 0), /does not reach this far/)
})
