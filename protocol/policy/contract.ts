// How a city changes its policy: one person proposes a text, others approve it, and with the last approval it is a numbered
// version in the public log. Every version in force is public.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import { day, hex, keyId, name, signature, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { cityPolicy } from './city-policy.ts'

/** What stands in the log, as canonical JSON: the parameters, the Cedar text, and the day from which both hold. */
export const policyText = v.strictObject({
  v: v.literal(1),
  policy: cityPolicy,
  cedar: v.pipe(v.string(), v.maxLength(7000)),
  from: day,
})
export type PolicyText = v.InferOutput<typeof policyText>

const spelt = v.pipe(v.string(), v.maxLength(14_000))

/** DSSE policy.v1 by an officer's signing key: I propose, or approve, exactly this text as exactly this version. */
export const policyStatement = v.strictObject({
  v: v.literal(1),
  instance: name,
  what: v.picklist(['propose', 'approve', 'drop']),
  number: whole,
  sha256: hex(32),
})
export type PolicyStatement = v.InferOutput<typeof policyStatement>

const approval = v.strictObject({ keyid: keyId, sig: signature })

export const policyVersion = v.strictObject({
  number: whole,
  from: day,
  sha256: hex(32),
  /** Its place in the public log. */
  index: whole,
  text: spelt,
  approvals: v.array(approval),
})
export type PolicyVersion = v.InferOutput<typeof policyVersion>
/** GET /policy/CITY: every version, the newest first. GET /policy/CITY/N: one. */
export const policyVersions = v.strictObject({ v: v.literal(1), city: name, versions: v.array(policyVersion) })

export const policyDraft = v.strictObject({
  number: whole,
  sha256: hex(32),
  text: spelt,
  proposedBy: keyId,
  proposedOn: day,
  approvals: v.array(v.strictObject({ keyid: keyId, role: v.picklist(['dpo', 'chief']) })),
  /** What the check of the floor said of it: notes, and over how many cases it was enumerated. */
  notes: v.array(v.pipe(v.string(), v.maxLength(400))),
  cases: whole,
})
export type PolicyDraft = v.InferOutput<typeof policyDraft>

const problems = ['not-signed-in', 'forbidden', 'bad-signature', 'wrong-instance', 'state-changed'] as const

export const proposePolicy = {
  action: 'policy:propose',
  summary: 'Propose the next version of the policy; refused with every reason when the floor’s check does not pass',
  method: 'POST',
  path: '/desk/policy/propose',
  caller: 'officer',
  body: v.strictObject({ statement: envelope, text: spelt }),
  limit: 65_536,
  reply: policyDraft,
  problems: [...problems, 'policy-refused'],
} as const satisfies Route

export const approvePolicy = {
  action: 'policy:approve',
  summary: 'Approve the proposed version; with the last approval it is in the log, and in force from its day',
  method: 'POST',
  path: '/desk/policy/approve',
  caller: 'officer',
  body: v.strictObject({ statement: envelope }),
  limit: 32_768,
  reply: v.strictObject({ draft: policyDraft, published: v.boolean() }),
  problems: [...problems, 'not-found', 'not-logged'],
} as const satisfies Route

export const dropPolicy = {
  action: 'policy:drop',
  summary: 'Take a proposed version back, by whoever proposed it or may approve it',
  method: 'POST',
  path: '/desk/policy/drop',
  caller: 'officer',
  body: v.strictObject({ statement: envelope }),
  limit: 32_768,
  reply: v.strictObject({}),
  problems: [...problems, 'not-found'],
} as const satisfies Route

export const readDraft = {
  action: 'policy:read-draft',
  summary: 'The version that is proposed, with who approved it',
  method: 'POST',
  path: '/desk/policy/draft',
  caller: 'officer',
  body: v.strictObject({}),
  limit: 64,
  reply: v.strictObject({ draft: v.optional(policyDraft) }),
  problems: ['not-signed-in', 'forbidden'],
} as const satisfies Route
