// A C2SP tlog-proof from a log's tiles, against the checkpoint that is published and cosigned.
import { parseBody } from '@citycop/protocol/log/checkpoint.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { parseNote } from '@citycop/protocol/log/note.ts'
import { inclusionProof } from '@citycop/protocol/log/proofs.ts'
import { isIncluded, leafHash } from '@citycop/protocol/log/tree.ts'
import { openWitnessed, type Witnessed, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import { Refused } from '../refusal.ts'
import { type LogSource, readText, readTile } from './log-source.ts'
import { entriesOf } from './read-entries.ts'
import { withNodes } from './with-nodes.ts'

export type Proved = { readonly proof: string; readonly leaf: Uint8Array; readonly size: number }

/** @throws Refused when the entry is not there yet, or the log's files do not fit what it signed */
export async function proveEntry(source: LogSource, index: number, policy?: WitnessPolicy): Promise<Proved> {
  const note = await readText(source, 'checkpoint')
  if (policy) confirm(openWitnessed(note, policy))
  const checkpoint = parseBody(parseNote(note)?.text ?? '')
  if (!checkpoint) throw new Refused('checkpoint', `the checkpoint of ${source.name} is malformed`)
  const { size, root } = checkpoint
  if (index >= size)
    throw new Refused('not-yet', `entry ${index} is not in the published log, which has ${size}; try again later`)
  const leaf = await leafAt(source, index, size)
  const hashes = await withNodes(source, size, (nodeAt) => inclusionProof(nodeAt, index, size))
  if (!isIncluded(leaf, index, size, hashes, root))
    throw new Refused('tile', `the tiles or the entry do not fit the root that the log signed`)
  const proof = spellProof(index, hashes, note)
  return { proof, leaf, size }
}

function confirm(witnessed: Witnessed | undefined): void {
  if (!witnessed) throw new Refused('checkpoint', 'no log of this policy signed the checkpoint')
  if (!witnessed.quorum) throw new Refused('quorum', 'too few witnesses confirmed the checkpoint')
}

async function leafAt(source: LogSource, index: number, size: number): Promise<Uint8Array> {
  const n = Math.floor(index / 256)
  const bundle = { level: 'entries', n, width: Math.min(256, size - n * 256) } as const
  const entry = entriesOf(bundle, await readTile(source, bundle))[index - n * 256]
  return leafHash(entry as Uint8Array) // entriesOf: there are as many as its width
}
