// Checks an evidence file by itself: no server is asked. Each act holds or does not.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type Checkpoint, openCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { type ActPayload, actPayload, commitment, sealedEntry } from '@citycop/protocol/log/entry.ts'
import { verifyProof, verifyWitnessedProof } from '@citycop/protocol/log/inclusion.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import type { WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Evidence, EvidenceAct, EvidenceLater } from './evidence.ts'

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
  const given = [...file.acts, ...(file.later ?? [])].sort((one, other) => one.n - other.n)
  const acts = given.map((act, i) => {
    const told = 'payload' in act
    const leaf = told ? leafOf(act) : leafHash(fromBase64(act.entry))
    const verified = told ? verifyAct(act, leaf, i, before, policy) : verifyLater(act, leaf, i, policy)
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
  const said = parsePayload(actPayload, fromBase64(payload))
  const { placed, ...stands } = placeOf(proof, leaf, index, policy)
  const content = n === expected && said?.n === n && said.kind === action
  const holds = { log: placed, content, chain: said !== undefined && said.prev === before }
  return { n, action, index, holds, ...(said ? { said } : {}), ...stands }
}

/** What it says is not known yet: the act after it names it, and that is its place in the chain. */
function verifyLater(
  { n, index, proof }: EvidenceLater,
  leaf: Uint8Array,
  expected: number,
  policy: WitnessPolicy,
): VerifiedAct {
  const { placed, ...stands } = placeOf(proof, leaf, index, policy)
  return {
    n,
    action: 'notice:deferred',
    index,
    holds: { log: placed, content: n === expected, chain: true },
    ...stands,
  }
}

function placeOf(proof: string | undefined, leaf: Uint8Array, index: number, policy: WitnessPolicy) {
  const witnessed = proof === undefined ? undefined : verifyWitnessedProof(proof, leaf, policy)
  return {
    placed: witnessed?.index === index,
    unpublished: proof === undefined,
    alone: proof !== undefined && !witnessed && isSigned(proof, leaf, index, policy),
    witnesses: (witnessed?.cosignatures ?? []).map(({ name }) => name),
    ...(witnessed?.newest === undefined ? {} : { newest: witnessed.newest }),
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
