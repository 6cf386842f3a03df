// Files that people may drop on the page, about the made log: its own key signs for a city that is drawn here.
import { makeRootCertificate, newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import type { Evidence } from '@citycop/client/log/evidence.ts'
import type { Receipt } from '@citycop/client/log/verify-receipt.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { logKeyLine } from '@citycop/protocol/log/checkpoint.ts'
import { commitment, sealedEntry } from '@citycop/protocol/log/entry.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { inclusionProof, rootOver } from '@citycop/protocol/log/proofs.ts'
import { leafHash, nodeHash } from '@citycop/protocol/log/tree.ts'
import * as made from '../../../cli/log/testing/made-log.ts'

const reference = 'K7QF-2M9X'
const logKey = logKeyLine(made.origin, made.key.publicKey)

function nodeAt(all: readonly Uint8Array[], level: number, index: number): Uint8Array {
  if (level === 0) return leafHash(all[index] as Uint8Array)
  return nodeHash(nodeAt(all, level - 1, 2 * index), nodeAt(all, level - 1, 2 * index + 1))
}

/** The proof of an entry under a checkpoint that these witnesses cosigned. */
function proofOf(all: readonly Uint8Array[], index: number, by: readonly number[]): string {
  const at = (level: number, i: number) => nodeAt(all, level, i)
  return spellProof(
    index,
    inclusionProof(at, index, all.length),
    made.note(all, { by, root: rootOver(at, 0, all.length) }),
  )
}

/** Two acts of one report: its entries, and what was saved of them. */
function acts() {
  const kinds = ['report:submit', 'report:open']
  let prev: string | null = null
  return kinds.map((action, n) => {
    const [tag, opening] = [new Uint8Array(24).fill(n + 1), new Uint8Array(32).fill(n + 9)]
    const actor = n === 0 ? { role: 'citizen' } : { role: 'officer', unit: 'harbour-team', pseudonym: 'ab'.repeat(8) }
    const report = toBase64(new Uint8Array(16).fill(7))
    const time = n === 0 ? '2026-11-23' : '2026-11-23T09:12Z'
    const said = { v: 1, kind: action, report, n, prev, time, actor, objects: ['cd'.repeat(32)], policy: 1 }
    const payload = bytes(canonical(said))
    const entry = sealedEntry(tag, commitment(opening, action, payload))
    prev = toBase64(leafHash(entry))
    return { entry, act: { n, action, tag: toBase64(tag), opening: toBase64(opening), payload: toBase64(payload) } }
  })
}

/** The made log with the two acts and an intake at its end. */
export function cityFiles(size: number) {
  const two = acts()
  const all = [...made.entries(size - 2), ...two.map(({ entry }) => entry)]
  const evidence: Evidence = {
    v: 1,
    kind: 'evidence',
    instance: 'portolume',
    reference,
    madeAt: '2026-11-23T10:00Z',
    policy: made.policyText(),
    acts: two.map(({ act }, i) => ({ ...act, index: size - 2 + i, proof: proofOf(all, size - 2 + i, [0, 1]) })),
  }
  return { all, evidence, receipt: receiptOf(all, size - 2) }
}

function receiptOf(all: readonly Uint8Array[], index: number): Receipt {
  const [rootSeed, acceptSeed] = [newSeed(), newSeed()]
  const [rootPk, acceptPk] = [publicKeyOf(rootSeed), publicKeyOf(acceptSeed)]
  const audit = `age1${'q'.repeat(58)}`
  const base = { v: 1 as const, instance: 'portolume', unit: 'harbour-team', day: '2026-11-23', id: 'ab'.repeat(32) }
  const root = makeRootCertificate(
    { v: 1, instance: 'portolume', certNo: 0, demo: true, suite: 'classic', rootPk, logKey, acceptPk, audit },
    rootSeed,
  )
  const leaf = toBase64(leafHash(all[index] as Uint8Array))
  const receipt = signEnvelope('receipt', bytes(canonical({ ...base, reference, leaf, policyVersion: 1 })), acceptSeed)
  return { ...base, reference, index, receipt, root, proof: proofOf(all, index, []) }
}
