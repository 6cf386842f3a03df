// Every proof of every tree to a size: made by our code, compared with the standard's, checked by our code, and refused by it
// once anything in it is changed.
import assert from 'node:assert/strict'
import { consistencyProof, inclusionProof, type NodeAt, rootOver } from '@citycop/protocol/log/proofs.ts'
import { isConsistent, isIncluded, leafHash, nodeHash } from '@citycop/protocol/log/tree.ts'
import { type Chance, chance } from './chance.ts'
import { naiveLeaf, naiveTree } from './naive-tree.ts'

/** How many proofs were looked at. */
export function proveAgainstNaive(most: number, sizes = Array.from({ length: most }, (_, i) => i + 1)): number {
  const entries = Array.from({ length: most }, (_, i) => Uint8Array.from(Buffer.from(`entry ${i}`)))
  const naive = naiveTree(entries.map(naiveLeaf))
  const nodes = new Map<string, Uint8Array>()
  const nodeAt: NodeAt = (level, index) => {
    const key = `${level}/${index}`
    const known = nodes.get(key)
    if (known) return known
    const made =
      level === 0
        ? leafHash(entries[index] as Uint8Array)
        : nodeHash(nodeAt(level - 1, 2 * index), nodeAt(level - 1, 2 * index + 1))
    nodes.set(key, made)
    return made
  }
  const random = chance(most)
  let count = 0
  for (const size of sizes) {
    const root = naive.root(size)
    assert.deepEqual(rootOver(nodeAt, 0, size), root)
    for (let m = 0; m < size; m++) {
      const leaf = nodeAt(0, m)
      const path = inclusionProof(nodeAt, m, size)
      assertSame(path, naive.path(m, size))
      assert.ok(isIncluded(leaf, m, size, path, root), `leaf ${m} of ${size}`)
      assert.ok(!isIncluded(leaf, m, size, changed(path, random), root), `leaf ${m} of ${size}, changed`)
      count += 1
      if (m === 0) continue
      count += 1
      const growth = consistencyProof(nodeAt, m, size)
      assertSame(growth, naive.consistency(m, size))
      assert.ok(isConsistent(m, naive.root(m), { size, root }, growth), `${m} to ${size}`)
      assert.ok(!isConsistent(m, naive.root(m), { size, root }, changed(growth, random)), `${m} to ${size}, changed`)
      assert.ok(!isConsistent(m, naive.root(m - 1), { size, root }, growth), `${m} to ${size}, other root`)
    }
  }
  return count
}

/** Much faster than deepEqual, which is what most of the time would go to. */
function assertSame(one: readonly Uint8Array[], other: readonly Uint8Array[]): void {
  assert.ok(one.length === other.length && one.every((hash, i) => Buffer.compare(hash, other[i] as Uint8Array) === 0))
}

function changed(proof: readonly Uint8Array[], { below }: Chance): Uint8Array[] {
  const at = below(proof.length)
  const one = proof[at]
  const ways: (() => Uint8Array[])[] = [
    () => [...proof, one ?? new Uint8Array(32)],
    () => [one ?? new Uint8Array(32), ...proof],
    () => proof.filter((_, i) => i !== at),
    () => proof.map((hash, i) => (i === at ? hash.map((byte, j) => (j === at % 32 ? byte ^ 1 : byte)) : hash)),
    () => proof.map((hash, i) => (i === at ? hash.subarray(1) : hash)),
  ]
  return (ways[below(one ? ways.length : 2)] as () => Uint8Array[])()
}
