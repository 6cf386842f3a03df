// RFC 6962 Merkle tree: hashes, and the checks of inclusion and consistency (RFC 9162 2.1.3.2 and 2.1.4.2). Indices can pass
// 2^32, so they are halved by division: a JavaScript shift would cut them.
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, equal } from '../contract/bytes.ts'

// A log is ten thousands of small hashes. Each begins where the one byte before it was hashed already, in one state that all of
// them use: no hasher, no view and no joined copy is made for any of them. Nothing here waits, so no two can meet in it.
const afterPrefix = (prefix: number) => sha256.create().update(Uint8Array.of(prefix))
const [leafStart, nodeStart, state] = [afterPrefix(0), afterPrefix(1), sha256.create()]

function ended(): Bytes {
  const hash = new Uint8Array(32)
  state.digestInto(hash)
  return hash
}

export function leafHash(entry: Uint8Array): Bytes {
  leafStart._cloneInto(state).update(entry)
  return ended()
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Bytes {
  nodeStart._cloneInto(state).update(left).update(right)
  return ended()
}

export const emptyRoot: Bytes = sha256(new Uint8Array()) as Bytes

const half = (count: number): number => Math.floor(count / 2)
const odd = (count: number): boolean => count % 2 === 1
const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0

export function isIncluded(
  hash: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || hash.length !== 32) return false
  let [node, last, reached] = [index, size - 1, hash]
  for (const sibling of proof) {
    if (sibling.length !== 32 || last === 0) return false
    if (odd(node) || node === last) {
      reached = nodeHash(sibling, reached)
      while (!odd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      reached = nodeHash(reached, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && equal(reached, root)
}

export function isConsistent(
  size: number,
  root: Uint8Array,
  later: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(size) || !isCount(later.size) || size > later.size) return false
  if (size === 0) return false // RFC 9162 knows no proof from the empty tree: whoever saw nothing has nothing to compare
  if (size === later.size) return proof.length === 0 && equal(root, later.root)
  const path = isPowerOfTwo(size) ? [root, ...proof] : [...proof]
  const [first, ...rest] = path
  if (first === undefined || path.some((hash) => hash.length !== 32)) return false
  let [node, last] = [size - 1, later.size - 1]
  while (odd(node)) [node, last] = [half(node), half(last)]
  let [before, after] = [first, first]
  for (const sibling of rest) {
    if (last === 0) return false
    if (odd(node) || node === last) {
      before = nodeHash(sibling, before)
      after = nodeHash(sibling, after)
      while (!odd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      after = nodeHash(after, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && equal(before, root) && equal(after, later.root)
}

function isPowerOfTwo(count: number): boolean {
  while (count > 1 && !odd(count)) count = half(count)
  return count === 1
}

/** The largest power of two below a size of at least 2: where RFC 6962 splits the tree. */
export function split(size: number): number {
  let left = 1
  while (left * 2 < size) left *= 2
  return left
}
