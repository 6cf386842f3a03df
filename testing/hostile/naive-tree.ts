// RFC 6962 2.1 written down as the standard says it, with node's own SHA-256: what our tree is held against. Only what was
// hashed once is not hashed again.
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

export type NaiveTree = {
  /** MTH(D[0:n]). */
  root(n: number): Uint8Array
  /** PATH(m, D[n]). */
  path(m: number, n: number): Uint8Array[]
  /** PROOF(m, D[n]). */
  consistency(m: number, n: number): Uint8Array[]
}

export function naiveTree(leaves: readonly Uint8Array[]): NaiveTree {
  const known = new Map<string, Uint8Array>()
  const hash = (from: number, to: number): Uint8Array => {
    if (to - from === 0) return sha256()
    if (to - from === 1) return leaves[from] as Uint8Array
    const key = `${from}:${to}`
    const k = from + largestPowerBelow(to - from)
    const made = known.get(key) ?? sha256(Uint8Array.of(1), hash(from, k), hash(k, to))
    known.set(key, made)
    return made
  }
  const path = (m: number, from: number, to: number): Uint8Array[] => {
    if (to - from <= 1) return []
    const k = from + largestPowerBelow(to - from)
    return m < k ? [...path(m, from, k), hash(k, to)] : [...path(m, k, to), hash(from, k)]
  }
  const subproof = (m: number, from: number, to: number, whole: boolean): Uint8Array[] => {
    if (m === to) return whole ? [] : [hash(from, to)]
    const k = from + largestPowerBelow(to - from)
    return m <= k ? [...subproof(m, from, k, whole), hash(k, to)] : [...subproof(m, k, to, false), hash(from, k)]
  }
  return {
    root: (n) => hash(0, n),
    path: (m, n) => path(m, 0, n),
    consistency: (m, n) => (m === 0 || m === n ? [] : subproof(m, 0, n, true)),
  }
}
