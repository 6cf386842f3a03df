// Proofs of entries under the checkpoint that everybody sees and witnesses confirmed. It lags behind the log, so whoever wants one for
// something that happened a moment ago waits for it.
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import type { Instance } from '../keys/connect.ts'
import { isWitnessed, policyOf } from '../keys/pinned-policy.ts'
import { entryProver } from './fetch-entry.ts'
import { logFiles } from './fetch-log.ts'
import { openPublished, type Published } from './published.ts'

export type Witnessed = { readonly entry: Uint8Array; readonly proof: string }
/** `pause` waits until it is worth asking again; false: no more waiting. */
export type Patience = { readonly pause: () => Promise<boolean> }

/** Undefined when patience ended first. @throws Doubt, Unreachable */
export async function proveWitnessed(
  { server, pins }: Instance,
  indices: readonly number[],
  { pause }: Patience,
): Promise<readonly Witnessed[] | undefined> {
  const policy = policyOf(pins)
  const files = logFiles(server)
  const covers = ({ checkpoint, quorum }: Published) =>
    checkpoint.size > Math.max(...indices) && (quorum || !isWitnessed(policy))
  for (;;) {
    const note = await files.checkpoint()
    const published = note === undefined ? undefined : openPublished(policy, note)
    if (published && covers(published)) {
      const prove = entryProver(files, published)
      const found = await Promise.all(indices.map(async (index) => ({ index, ...(await prove(index)) })))
      return found.map(({ index, entry, hashes }) => ({ entry, proof: spellProof(index, hashes, published.note) }))
    }
    if (!(await pause())) return undefined
  }
}
