// Makes an act ready for the log: what it says, the entry that commits to it, and the notice for the person who reported. The
// opening exists here only, inside one call; afterwards the server can show an entry to nobody in another way.
import { createCipheriv, randomBytes, randomUUID } from 'node:crypto'
import { bytes, concat, u64 } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type ActPayload, commitment, sealedEntry, tag } from '@citycop/protocol/log/entry.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import type { ReportAct } from '@citycop/protocol/reports/report-acts.ts'
import type { Query } from '../platform/database.ts'
import type { Deferral } from './defer-notice.ts'
import { insertAct } from './store.ts'

/** What the log needs of a report. */
export type Logged = {
  readonly ref: Uint8Array
  readonly logRef: Uint8Array
  readonly tagKey: Uint8Array
  readonly noticeKey: Uint8Array
  /** How many acts there are, which is the next one's number. */
  readonly acts: number
  readonly lastLeaf: Uint8Array | null
}
export type Act = {
  readonly id: string
  readonly n: number
  readonly entry: Uint8Array
  readonly leaf: Uint8Array
  readonly opening: Uint8Array
  readonly payload: Uint8Array
  readonly notice: Uint8Array
}
export type ActWords = { readonly kind: ReportAct } & Pick<
  ActPayload,
  | 'time'
  | 'actor'
  | 'purpose'
  | 'reason'
  | 'objects'
  | 'policy'
  | 'policyIndex'
  | 'buildIndex'
  | 'rules'
  | 'decision'
  | 'unit'
  | 'to'
  | 'request'
>

export function prepareAct(report: Logged, words: ActWords): Act {
  const n = report.acts
  const payload = bytes(
    canonical({
      ...words,
      v: 1,
      report: Buffer.from(report.logRef).toString('base64'),
      n,
      prev: report.lastLeaf && Buffer.from(report.lastLeaf).toString('base64'),
    }),
  )
  const opening = randomBytes(32)
  const entry = sealedEntry(tag(report.tagKey, n), commitment(opening, words.kind, payload))
  return {
    id: randomUUID(),
    n,
    entry,
    leaf: leafHash(entry),
    opening,
    payload,
    notice: sealNotice(report.noticeKey, concat(opening, u64(n), payload)),
  }
}

/** ChaCha20-Poly1305 under noticeKey: 12 bytes of nonce, the sealed bytes, 16 bytes of tag (J13). */
function sealNotice(noticeKey: Uint8Array, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('chacha20-poly1305', noticeKey, nonce, { authTagLength: 16 })
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Writes the act and its payload and notice, in the caller's transaction. Its number comes later, from the sequencer. */
export async function appendAct(
  query: Query,
  city: string,
  report: Logged,
  act: Act,
  day: string,
  request: string | null,
  deferral?: Deferral,
): Promise<void> {
  await insertAct(query, city, act.id, act.entry)
  await query(
    'insert into act_payload (city, log_ref, n, act, payload, request, day) values ($1, $2, $3, $4, $5, $6, $7)',
    [city, report.logRef, act.n, act.id, act.payload, request, day],
    'insert-payload',
  )
  await query(
    'insert into notice (city, report, n, act, notice, deferred_until, deferred_ground) values ($1, $2, $3, $4, $5, $6, $7)',
    [city, report.ref, act.n, act.id, act.notice, deferral?.until ?? null, deferral?.ground ?? null],
    'insert-notice',
  )
}
