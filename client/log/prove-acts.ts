// Inclusion proofs from what a scan brought: nothing is asked of the server, so it does not learn which entries matter.
import { nodesOf } from '@citycop/protocol/log/compact-range.ts'
import { inclusionProof, type NodeAt } from '@citycop/protocol/log/proofs.ts'
import { hashAt, nodesOver } from '@citycop/protocol/log/tile-nodes.ts'
import type { Walked } from './walk-log.ts'

/** Proofs of several entries share what is computed for the first. */
export function prover(walked: Walked): (index: number) => Uint8Array[] {
  const nodeAt = nodesIn(walked)
  return (index) => {
    if (index < walked.from || index >= walked.size) throw new Error(`entry ${index} was not looked at`)
    return inclusionProof(nodeAt, index, walked.size)
  }
}

/** Every subtree a proof needs lies right of where the scan began, or is a whole one of the range left of it, or is made of both. */
function nodesIn({ from, left, leaves }: Walked): NodeAt {
  const before = nodesOf(left)
  return nodesOver((level, index) => before(level, index) ?? (level === 0 ? hashAt(leaves, index - from) : undefined))
}
