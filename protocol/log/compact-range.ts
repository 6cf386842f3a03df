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
  for (const [i, leaf] of leafHashes.entries()) {
    let hash = leaf
    for (let count = range.size + i; count % 2 === 1; count = Math.floor(count / 2))
      hash = nodeHash(hashes.pop() as Uint8Array, hash) // isCompactRange: there is one for every digit
    hashes.push(hash)
  }
  return { size, hashes }
}

export function rootOf({ hashes }: CompactRange): Bytes {
  if (hashes.length === 0) return emptyRoot
  return hashes.reduceRight((right, left) => nodeHash(left, right)) as Bytes
}
