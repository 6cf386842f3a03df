import assert from 'node:assert/strict'
import { test } from 'node:test'
import { u32 } from '@citycop/protocol/contract/bytes.ts'
import { consistencyProof, inclusionProof } from '@citycop/protocol/log/proofs.ts'
import { isConsistent, isIncluded, leafHash, nodeHash, split } from '@citycop/protocol/log/tree.ts'
import { makeTiles } from './tiles.ts'

const leaf = (index: number) => leafHash(u32(index))
const leaves = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => leaf(from + i))

/** RFC 6962 2.1, as it is written there. */
function naiveRoot(from: number, count: number): Uint8Array {
  if (count === 1) return leaf(from)
  const left = split(count)
  return nodeHash(naiveRoot(from, left), naiveRoot(from + left, count - left))
}

/** A log that keeps its tiles as the database does. */
function log() {
  const stored = new Map<string, Uint8Array>()
  const fresh = () => makeTiles(async ({ level, n }) => stored.get(`${level}/${n}`))
  const grow = (tiles: ReturnType<typeof fresh>, from: number, to: number) => {
    for (const { level, n, hashes } of tiles.append(from, leaves(from, to))) stored.set(`${level}/${n}`, hashes)
  }
  return { stored, fresh, grow }
}

test('tiles of 256 give the root of RFC 6962, whatever the batches', () => {
  const { fresh, grow } = log()
  const tiles = fresh()
  let size = 0
  for (const batch of [1, 2, 3, 250, 1, 255, 256, 257, 600, 1000, 1024]) {
    grow(tiles, size, size + batch)
    size += batch
    assert.deepEqual(tiles.root(size), naiveRoot(0, size), `at ${size}`)
  }
})

test('a server that starts again proves what it proved before, from what is stored', async () => {
  const { fresh, grow } = log()
  const size = 66_000 // three levels of tiles
  grow(fresh(), 0, size)
  const tiles = fresh()
  await tiles.loadEdge(size)
  const root = tiles.root(size)
  for (const index of [0, 1, 255, 256, 65_535, 65_536, 65_999, 30_000]) {
    const proof = inclusionProof(await tiles.prepare(index, size - 1), index, size)
    assert.ok(isIncluded(leaf(index), index, size, proof, root), `leaf ${index}`)
    assert.equal(isIncluded(leaf(index + 1), index, size, proof, root), false)
  }
  for (const earlier of [1, 2, 255, 256, 257, 511, 65_535, 65_536, 65_537, 65_999]) {
    const proof = consistencyProof(await tiles.prepare(earlier - 1, earlier, size - 1), earlier, size)
    assert.ok(isConsistent(earlier, naiveRoot(0, earlier), { size, root }, proof), `from ${earlier}`)
    assert.equal(isConsistent(earlier, leaf(0), { size, root }, proof), earlier === 1)
  }
})

test('a cut or missing tile at the right edge is noticed before anything is signed', async () => {
  const { stored, fresh, grow } = log()
  grow(fresh(), 0, 300)
  stored.set('0/1', (stored.get('0/1') as Uint8Array).slice(0, 32 * 43))
  await assert.rejects(fresh().loadEdge(300), /0\/1 of the log is missing or cut/)
  stored.delete('1/0')
  await assert.rejects(fresh().loadEdge(300))
})
