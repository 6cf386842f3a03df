// RFC 6962 2.1 written down as the standard says it, slowly and with node's own SHA-256: what our tree is held against.
import { createHash } from 'node:crypto'

const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}
export const naiveLeaf = (entry: Uint8Array): Uint8Array => sha256(Uint8Array.of(0), entry)

const largestPowerBelow = (n: number): number => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** MTH over leaf hashes. */
export function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0] as Uint8Array
  const k = largestPowerBelow(leaves.length)
  return sha256(Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

/** PATH(m, D[n]). */
export function naivePath(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return []
  const k = largestPowerBelow(leaves.length)
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))]
}

/** PROOF(m, D[n]). */
export function naiveConsistency(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  const subproof = (m: number, part: readonly Uint8Array[], whole: boolean): Uint8Array[] => {
    if (m === part.length) return whole ? [] : [naiveRoot(part)]
    const k = largestPowerBelow(part.length)
    return m <= k
      ? [...subproof(m, part.slice(0, k), whole), naiveRoot(part.slice(k))]
      : [...subproof(m - k, part.slice(k), false), naiveRoot(part.slice(0, k))]
  }
  return m === 0 || m === leaves.length ? [] : subproof(m, leaves, true)
}
