// The right edge of a tree: the roots of its whole subtrees, largest first. It is all one has to keep of a log to extend it by
// new entries and know the new root; whoever can extend his own to a signed root has seen that the log only grew.
import type { Bytes } from '../contract/bytes.ts'
import { emptyRoot, nodeHash } from './tree.ts'

export type CompactRange = { readonly size: number; readonly hashes: readonly Uint8Array[] }

export const emptyRange: CompactRange = { size: 0, hashes: [] }

/** Does it have a hash for each binary digit of its size? What was kept in a store is asked this before it is used. */
export function isCompactRange({ size, hashes }: CompactRange): boolean {
  if (!Number.isSafeInteger(size) || size < 0 || hashes.some((hash) => hash.length !== 32)) return false
  let digits = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) digits += rest % 2 // a shift would cut at 2^32
  return digits === hashes.length
}

/** @throws Error for what is no range, or grows past what can be counted */
export function extend(range: CompactRange, leafHashes: readonly Uint8Array[]): CompactRange {
  const size = range.size + leafHashes.length
  if (!isCompactRange(range) || !Number.isSafeInteger(size)) throw new Error(`no range of ${range.size} to extend`)
  const hashes = [...range.hashes]
  for (const [i, leaf] of leafHashes.entries()) putSubtree(hashes, range.size + i, leaf)
  return { size, hashes }
}

/** Puts the next whole subtree behind `before` others of its height; `hashes` are those of a range, and are changed. */
export function putSubtree(hashes: Uint8Array[], before: number, hash: Uint8Array): void {
  let merged = hash
  for (let count = before; count % 2 === 1; count = Math.floor(count / 2))
    merged = nodeHash(hashes.pop() as Uint8Array, merged) // a range has a hash for each digit of its size
  hashes.push(merged)
}

/** The hash over [index · 2^level, (index + 1) · 2^level), when that is one of the range's whole subtrees. */
export function nodesOf({ size, hashes }: CompactRange): (level: number, index: number) => Uint8Array | undefined {
  const known = new Map<string, Uint8Array>()
  let at = 0
  for (const hash of hashes) {
    const level = Math.floor(Math.log2(size - at))
    known.set(`${level}/${at / 2 ** level}`, hash)
    at += 2 ** level
  }
  return (level, index) => known.get(`${level}/${index}`)
}

export function rootOf({ hashes }: CompactRange): Bytes {
  if (hashes.length === 0) return emptyRoot
  return hashes.reduceRight((right, left) => nodeHash(left, right)) as Bytes
}
