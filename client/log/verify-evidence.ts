// Checks an evidence file by itself: no server is asked. Each act holds or does not.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type Checkpoint, openCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { type ActPayload, actPayload, commitment, sealedEntry } from '@citycop/protocol/log/entry.ts'
import { verifyProof, verifyWitnessedProof } from '@citycop/protocol/log/inclusion.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import type { WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Evidence, EvidenceAct } from './evidence.ts'

export type EvidenceCheck = 'log' | 'content' | 'chain'
export type VerifiedAct = {
  readonly n: number
  readonly action: string
  readonly index: number
  /** In the log under a quorum of the policy; what the file says it says; next after the one before it. */
  readonly holds: Readonly<Record<EvidenceCheck, boolean>>
  /** In no published checkpoint yet: then nothing outside the file vouches for it. */
  readonly unpublished: boolean
  /** The log signed that it stands there, and too few witnesses did: nobody outside the city vouches for it. */
  readonly alone: boolean
  readonly said?: ActPayload
  readonly witnesses: readonly string[]
  readonly newest?: number
}
export type VerifiedEvidence = {
  /** Every act holds, and nobody is asked to believe one that is in no published checkpoint. */
  readonly good: boolean
  readonly acts: readonly VerifiedAct[]
  /** Two notes of one log: of one size and another root, they prove a fork; else the log's entries must be asked as well. */
  readonly contradiction?: 'proven' | 'signed' | 'unsigned'
}

/** The policy is the reader's own: the one inside the file is only what the file claims. */
export function verifyEvidence(file: Evidence, policy: WitnessPolicy): VerifiedEvidence {
  let before: string | null = null
  const acts = file.acts.map((act, i) => {
    const leaf = leafOf(act)
    const verified = verifyAct(act, leaf, i, before, policy)
    before = toBase64(leaf)
    return verified
  })
  const good = acts.length > 0 && acts.every(({ holds }) => Object.values(holds).every(Boolean))
  const contradiction = file.contradiction && weigh(file.contradiction, policy)
  return { good, acts, ...(contradiction ? { contradiction } : {}) }
}

const leafOf = ({ action, tag, opening, payload }: EvidenceAct): Uint8Array =>
  leafHash(sealedEntry(fromBase64(tag), commitment(fromBase64(opening), action, fromBase64(payload))))

function verifyAct(
  { n, action, index, payload, proof }: EvidenceAct,
  leaf: Uint8Array,
  expected: number,
  before: string | null,
  policy: WitnessPolicy,
): VerifiedAct {
  const placed = proof === undefined ? undefined : verifyWitnessedProof(proof, leaf, policy)
  const alone = proof !== undefined && !placed && isSigned(proof, leaf, index, policy)
  const said = parsePayload(actPayload, fromBase64(payload))
  return {
    n,
    action,
    index,
    unpublished: proof === undefined,
    alone,
    holds: {
      log: placed?.index === index,
      content: n === expected && said?.n === n && said.kind === action,
      chain: said !== undefined && said.prev === before,
    },
    ...(said ? { said } : {}),
    witnesses: (placed?.cosignatures ?? []).map(({ name }) => name),
    ...(placed?.newest === undefined ? {} : { newest: placed.newest }),
  }
}

const isSigned = (proof: string, leaf: Uint8Array, index: number, { logs }: WitnessPolicy): boolean =>
  logs.some(({ key }) => verifyProof(proof, leaf, key)?.index === index)

function weigh(
  { first, second }: NonNullable<Evidence['contradiction']>,
  { logs }: WitnessPolicy,
): NonNullable<VerifiedEvidence['contradiction']> {
  for (const { key } of logs) {
    const notes = [openCheckpoint(first, key), openCheckpoint(second, key)]
    const [one, other] = notes as [Checkpoint | undefined, Checkpoint | undefined]
    if (one && other) return one.size === other.size && !equal(one.root, other.root) ? 'proven' : 'signed'
  }
  return 'unsigned'
}
