// The desk refuses what was not logged: the proof must hold, the entry must be this report's next act, and what it commits to
// must name exactly the request that this officer signed a moment ago.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { envelopeHash } from '@citycop/protocol/keys/chain.ts'
import { parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { actPayload, commitment, sealedEntry, tag } from '@citycop/protocol/log/entry.ts'
import { verifyProof } from '@citycop/protocol/log/inclusion.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import type { openReport } from '@citycop/protocol/reports/desk-contract.ts'
import { type DeskRequest, deskRequest } from '@citycop/protocol/reports/desk-request.ts'
import type { Instance } from '../keys/connect.ts'
import { Tampered } from '../reports/tampered.ts'
import { acceptCheckpoint } from './verify-growth.ts'

/** What every release behind a logged act carries. */
export type Released = Pick<Reply<typeof openReport>, 'n' | 'opening' | 'payload' | 'proof' | 'tagKey' | 'consistency'>

/** The index of the opening in the log. @throws Tampered, Distrusted when the log was set back or forked */
export function verifyOpening(
  instance: Instance,
  request: Envelope,
  released: Released,
  kind: 'report:open' | 'report:begin-reseal' | 'report:export' | 'identity:reveal' = 'report:open',
): number {
  const evidence = { request, released }
  const { n, opening, payload, proof, tagKey, consistency } = released
  const said = fromBase64(payload)
  const entry = sealedEntry(tag(fromBase64(tagKey), n), commitment(fromBase64(opening), kind, said))
  const placed = verifyProof(proof, leafHash(entry), parseLogKey(instance.pins.logKey))
  if (!placed) throw new Tampered('proof', evidence)
  acceptCheckpoint(instance, proof.slice(proof.indexOf('\n\n') + 2), consistency)
  const act = parsePayload(actPayload, said)
  const asked = parsePayload(deskRequest, fromBase64(request.payload))
  if (!act || !asked || act.kind !== kind || act.n !== n || act.request !== envelopeHash(request))
    throw new Tampered('request', evidence)
  if (act.purpose !== asked.purpose || act.reason !== asked.reason || !sameObjects(act.objects, asked))
    throw new Tampered('request', evidence)
  if (act.recipient !== asked.recipient) throw new Tampered('request', evidence)
  return placed.index
}

const sameObjects = (logged: readonly string[], { objects }: DeskRequest): boolean =>
  logged.length === objects.length && logged.every((hash, i) => hash === objects[i])
