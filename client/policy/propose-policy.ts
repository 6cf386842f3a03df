// A version of the policy is proposed and approved by signature: what was signed goes into the public log with the text.
import { bytes, toHex } from '@citycop/protocol/contract/bytes.ts'
import { canonical, type Json } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import {
  approvePolicy as approveRoute,
  readDraft as draftRoute,
  dropPolicy as dropRoute,
  type PolicyDraft,
  type PolicyStatement,
  type PolicyText,
  proposePolicy as proposeRoute,
} from '@citycop/protocol/policy/contract.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'

type Named = Pick<PolicyStatement, 'number' | 'sha256'>

/** @throws Problem policy-refused, with every reason */
export async function proposePolicy(desk: Desk, content: PolicyText): Promise<PolicyDraft> {
  const text = canonical(content as unknown as Json)
  const named = { number: Number(content.policy.version), sha256: toHex(sha256(bytes(text))) }
  return call(desk.instance.server, proposeRoute, { statement: sign(desk, 'propose', named), text }, desk.token)
}

/** Approves exactly what was read: its number and its hash are what is signed. */
export const approvePolicy = (desk: Desk, draft: Named) =>
  call(desk.instance.server, approveRoute, { statement: sign(desk, 'approve', draft) }, desk.token)

export const dropPolicy = (desk: Desk, draft: Named) =>
  call(desk.instance.server, dropRoute, { statement: sign(desk, 'drop', draft) }, desk.token)

/** The version that is proposed now, whose text has the hash it is named by. */
export async function readDraft(desk: Desk): Promise<PolicyDraft | undefined> {
  const { draft } = await call(desk.instance.server, draftRoute, {}, desk.token)
  if (draft && toHex(sha256(bytes(draft.text))) !== draft.sha256) throw new Error('the draft is not what it is named')
  return draft
}

const sign = ({ instance, signSeed }: Desk, what: PolicyStatement['what'], { number, sha256 }: Named): Envelope =>
  signEnvelope('policy', bytes(canonical({ v: 1, instance: instance.pins.instance, what, number, sha256 })), signSeed)
