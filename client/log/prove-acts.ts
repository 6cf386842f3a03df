// Inclusion proofs from what a scan brought: nothing is asked of the server, so it does not learn which entries matter.
import { inclusionProof, type NodeAt } from '@citycop/protocol/log/proofs.ts'
import { nodeHash } from '@citycop/protocol/log/tree.ts'
import type { Walked } from './walk-log.ts'

export function proveEntry(walked: Walked, index: number): Uint8Array[] {
  if (index < walked.from || index >= walked.size) throw new Error(`entry ${index} was not looked at`)
  return inclusionProof(nodesOf(walked), index, walked.size)
}

/** Every subtree a proof needs lies right of where the scan began, or is a whole one of the range left of it, or is made of both. */
function nodesOf({ from, left, leaves }: Walked): NodeAt {
  const known = new Map<string, Uint8Array>()
  let at = 0
  let rest = left.size
  for (const hash of left.hashes) {
    const level = Math.floor(Math.log2(rest))
    known.set(`${level}/${at / 2 ** level}`, hash)
    at += 2 ** level
    rest -= 2 ** level
  }
  const nodeAt: NodeAt = (level, index) => {
    const name = `${level}/${index}`
    const before = known.get(name)
    if (before) return before
    if (level === 0) {
      const place = 32 * (index - from)
      return leaves.slice(place, place + 32)
    }
    const node = nodeHash(nodeAt(level - 1, 2 * index), nodeAt(level - 1, 2 * index + 1))
    if (level >= 4) known.set(name, node) // the lower ones are made again sooner than found
    return node
  }
  return nodeAt
}
