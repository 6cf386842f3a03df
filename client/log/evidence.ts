// "Save evidence": a file that shows what the city's log says about one report. It opens nothing; whoever has it can read which
// acts there were, and check each without asking the city.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { base64, day, moment, name, sized, whole } from '@citycop/protocol/contract/fields.ts'
import { tag } from '@citycop/protocol/log/entry.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { referenceNumber } from '@citycop/protocol/reports/mailbox.ts'
import * as v from 'valibot'
import type { Instance } from '../keys/connect.ts'
import type { Checked } from './check-log.ts'
import type { NoticeKeys } from './notice.ts'
import { prover } from './prove-acts.ts'

const note = v.pipe(v.string(), v.maxLength(65_536))
const action = v.pipe(v.string(), v.regex(/^[a-z]+:[a-z-]+$/), v.maxLength(40))

const evidenceAct = v.strictObject({
  n: whole,
  action,
  index: whole,
  /** By which the holder of the words finds the entry; to anybody else it is chance. */
  tag: sized(24),
  opening: sized(32),
  payload: base64(65_536),
  /** C2SP tlog-proof: over the published, cosigned checkpoint if the entries were looked through, else over the one that the page came with. */
  proof: v.optional(note),
})

/** An act that the city tells later: its entry is there, and what it says is not known yet. */
const evidenceLater = v.strictObject({ n: whole, index: whole, entry: sized(64), until: day, proof: v.optional(note) })

export const evidenceFile = v.strictObject({
  v: v.literal(1),
  kind: v.literal('evidence'),
  instance: name,
  reference: referenceNumber,
  madeAt: moment,
  /** The city's witness policy as it was pinned. Whoever checks uses one he got elsewhere. */
  policy: v.pipe(v.string(), v.maxLength(8192)),
  acts: v.pipe(v.array(evidenceAct), v.maxLength(10_000)),
  later: v.optional(v.pipe(v.array(evidenceLater), v.maxLength(10_000))),
  contradiction: v.optional(v.strictObject({ first: note, second: note, at: v.pipe(v.string(), v.isoTimestamp()) })),
})
export type Evidence = v.InferOutput<typeof evidenceFile>
export type EvidenceAct = v.InferOutput<typeof evidenceAct>
export type EvidenceLater = v.InferOutput<typeof evidenceLater>

/** A page that was read is enough: mostly the log alone vouches for its acts then. */
export type Shown = Pick<Checked, 'mailbox' | 'basis'>

export function makeEvidence({ pins, memory }: Instance, keys: NoticeKeys, shown: Shown, at: Date): Evidence {
  const { mailbox, basis } = shown
  const contradiction = memory.read()?.contradiction
  const prove = basis && prover(basis.walked)
  const proofOf = (index: number, alone: string | undefined) => {
    const inside = basis && index >= basis.walked.from && index < basis.walked.size
    const proof = inside && prove ? spellProof(index, prove(index), basis.note) : alone
    return proof === undefined ? {} : { proof }
  }
  const later = mailbox.deferred.map(({ n, leaf: index, entry, until, proof }): EvidenceLater => {
    return { n, index, entry, until, ...proofOf(index, proof) }
  })
  const acts = mailbox.acts.map((act): EvidenceAct => {
    const { n, action, leaf: index, opening, payload, proof: alone } = act
    return {
      n,
      action,
      index,
      tag: toBase64(tag(keys.tagKey, n)),
      opening,
      payload,
      ...proofOf(index, alone),
    }
  })
  return {
    v: 1,
    kind: 'evidence',
    instance: pins.instance,
    reference: mailbox.reference,
    madeAt: `${at.toISOString().slice(0, 16)}Z`,
    policy: pins.witnessPolicy ?? `log ${pins.logKey}\nquorum none\n`,
    acts,
    ...(later.length === 0 ? {} : { later }),
    ...(contradiction ? { contradiction } : {}),
  }
}
