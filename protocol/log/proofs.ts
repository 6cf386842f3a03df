// How proofs are put together from the hashes of whole subtrees, wherever these are kept (RFC 6962 2.1.1, 2.1.2).
import { nodeHash, split } from './tree.ts'

/** The hash over the leaves [index · 2^level, (index + 1) · 2^level), all of them present. */
export type NodeAt = (level: number, index: number) => Uint8Array

/** Root over the leaves [from, from + count); `from` is a multiple of a power of two not below `count`, as splits give it. */
export function rootOver(nodeAt: NodeAt, from: number, count: number): Uint8Array {
  const level = Math.log2(count)
  if (Number.isInteger(level)) return nodeAt(level, from / count)
  const left = split(count)
  return nodeHash(rootOver(nodeAt, from, left), rootOver(nodeAt, from + left, count - left))
}

export function inclusionProof(nodeAt: NodeAt, index: number, size: number): Uint8Array[] {
  const path = (from: number, count: number): Uint8Array[] => {
    if (count === 1) return []
    const left = split(count)
    return index < from + left
      ? [...path(from, left), rootOver(nodeAt, from + left, count - left)]
      : [...path(from + left, count - left), rootOver(nodeAt, from, left)]
  }
  return path(0, size)
}

export function consistencyProof(nodeAt: NodeAt, earlier: number, size: number): Uint8Array[] {
  const path = (from: number, count: number, rest: number, whole: boolean): Uint8Array[] => {
    if (rest === count) return whole ? [] : [rootOver(nodeAt, from, count)]
    const left = split(count)
    return rest <= left
      ? [...path(from, left, rest, whole), rootOver(nodeAt, from + left, count - left)]
      : [...path(from + left, count - left, rest - left, false), rootOver(nodeAt, from, left)]
  }
  return earlier === 0 || earlier === size ? [] : path(0, size, earlier, true)
}
