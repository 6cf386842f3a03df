// When a log does not continue what we kept: did it sign two histories, or are its files only broken? The first is proved from a
// few of its own tiles, which must have the root that it signed.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import type { Checkpoint } from '@citycop/protocol/log/checkpoint.ts'
import { consistencyProof, rootOver } from '@citycop/protocol/log/proofs.ts'
import type { Contradiction } from '@citycop/protocol/watchdog/contradiction.ts'
import { forks } from '@citycop/protocol/watchdog/contradiction.ts'
import type { LogSource } from '../log/log-source.ts'
import { withNodes } from '../log/with-nodes.ts'

type Other = NonNullable<Contradiction['other']>

/** What shows that the larger one does not continue the smaller one; undefined when these tiles do not show it. */
export async function judgeGrowth(source: LogSource, small: Checkpoint, large: Checkpoint): Promise<Other | undefined> {
  if (small.size === 0) return undefined
  const { root, proof } = await withNodes(source, large.size, (nodeAt) => ({
    root: rootOver(nodeAt, 0, small.size),
    proof: consistencyProof(nodeAt, small.size, large.size),
  }))
  if (!forks(small, large, root, proof)) return undefined
  return { root: toBase64(root), proof: proof.map(toBase64) }
}

/** Had the log, of which this is our copy, this root at this size? */
export async function wasPart(mirror: LogSource, small: Checkpoint, size: number): Promise<boolean> {
  if (small.size === 0) return true
  const root = await withNodes(mirror, size, (nodeAt) => rootOver(nodeAt, 0, small.size))
  return equal(root, small.root)
}
