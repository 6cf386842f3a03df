// C2SP tlog-proof: an entry's index, the hashes from it to the root, and the checkpoint that signs the root, as one text that
// can be kept in a file and checked years later by anybody.
import { fromBase64, isBase64, toBase64 } from '../contract/base64.ts'
import { type Checkpoint, type LogKey, openCheckpoint } from './checkpoint.ts'
import { isIncluded } from './tree.ts'
import { openWitnessed, type Witnessed, type WitnessPolicy } from './witness-policy.ts'

const head = 'c2sp.org/tlog-proof@v1'

export const spellProof = (index: number, hashes: readonly Uint8Array[], checkpoint: string): string =>
  [head, `index ${index}`, ...hashes.map(toBase64), '', checkpoint].join('\n')

export type Inclusion = { readonly index: number; readonly checkpoint: Checkpoint }

/** Where this leaf stands, if the proof and the signature of the log hold; else undefined. */
export function verifyProof(proof: string, leaf: Uint8Array, key: LogKey): Inclusion | undefined {
  const parsed = parseProof(proof)
  const checkpoint = parsed && openCheckpoint(parsed.note, key)
  return parsed && checkpoint && holds(parsed, leaf, checkpoint) ? { index: parsed.index, checkpoint } : undefined
}

/** Where this leaf stands and who confirms it, if the proof holds and the policy's quorum cosigned its checkpoint. */
export function verifyWitnessedProof(
  proof: string,
  leaf: Uint8Array,
  policy: WitnessPolicy,
): (Inclusion & Witnessed) | undefined {
  const parsed = parseProof(proof)
  const witnessed = parsed && openWitnessed(parsed.note, policy)
  if (!parsed || !witnessed?.quorum || !holds(parsed, leaf, witnessed.checkpoint)) return undefined
  return { index: parsed.index, ...witnessed }
}

type Proof = { readonly index: number; readonly hashes: readonly Uint8Array[]; readonly note: string }

/** What a proof says; its `note` is the checkpoint, signatures and all. Nothing is verified. */
export function parseProof(proof: string): Proof | undefined {
  const end = proof.indexOf('\n\n')
  if (end === -1 || proof.length > 65_536) return undefined
  const [first, ...lines] = proof.slice(0, end).split('\n')
  if (first !== head) return undefined
  const [, extra] = /^extra (.+)$/.exec(lines[0] ?? '') ?? []
  if (extra !== undefined && isBase64(extra)) lines.shift() // no proof vouches for it, so it says nothing to us
  const [, spelt] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '') ?? []
  if (spelt === undefined || lines.length > 63 || !lines.every(isHash)) return undefined
  return { index: Number(spelt), hashes: lines.map(fromBase64), note: proof.slice(end + 2) }
}

const isHash = (line: string): boolean => /^[A-Za-z0-9+/]{43}=$/.test(line) && isBase64(line)

const holds = ({ index, hashes }: Proof, leaf: Uint8Array, { size, root }: Checkpoint): boolean =>
  isIncluded(leaf, index, size, hashes, root)
