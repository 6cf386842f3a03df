// The desk's acts on a sealed identity. Each is asked for with a request the officer signs anew, logged, and told to the person.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import { base64, day, hex, keyId, name, sized, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { purposes } from '../policy/parameters.ts'
import { referenceNumber } from '../reports/mailbox.ts'
import { identityReasons } from './identity.ts'

const problems = [
  'not-signed-in',
  'forbidden',
  'bad-signature',
  'wrong-instance',
  'not-found',
  'state-changed',
  'policy-changed',
  'not-logged',
] as const
const states = ['asked', 'approved', 'opened', 'ended'] as const

export const identityRequest = v.strictObject({
  id: hex(16),
  ref: hex(16),
  reference: referenceNumber,
  unit: name,
  state: v.picklist(states),
  /** Of a request that this officer made. */
  mine: v.boolean(),
  /** This officer asked or agreed, and so does not review it. */
  part: v.boolean(),
  purpose: v.picklist(purposes),
  reason: v.picklist(identityReasons),
  emergency: v.boolean(),
  /** The last day on which it may be opened. */
  until: day,
  /** The last day for the review of an emergency; absent when none is due. */
  reviewBy: v.optional(day),
  /** For whoever agrees or reviews: whose key asked and agreed, and SHA-256 of the case number, to compare one with. */
  askedBy: v.optional(keyId),
  approvedBy: v.optional(keyId),
  caseRef: v.optional(hex(32)),
  /** SHA-256 of the outer file. */
  object: hex(32),
  /** The outer file, while a supervisor may approve. */
  file: v.optional(base64(16_384)),
})
export type IdentityRequest = v.InferOutput<typeof identityRequest>

export const listIdentities = {
  action: 'identity:list',
  summary: 'Requests to see who reported, for custodians, supervisors and the data-protection officer',
  method: 'POST',
  path: '/desk/identities',
  caller: 'officer',
  /** `reference`: also the report of this number, if an identity is kept for it. */
  body: v.strictObject({ reference: v.optional(referenceNumber) }),
  limit: 256,
  reply: v.strictObject({
    requests: v.pipe(v.array(identityRequest), v.maxLength(100)),
    kept: v.optional(v.strictObject({ ref: hex(16), object: hex(32), unit: name })),
  }),
  problems: ['not-signed-in', 'forbidden'],
} as const satisfies Route

const changed = v.strictObject({ id: hex(16), index: whole })

export const requestIdentity = {
  action: 'identity:request',
  summary: 'Ask to see who reported: with a case, a reason and a last day; in an emergency without a case',
  method: 'POST',
  path: '/desk/identities/request',
  caller: 'officer',
  body: v.strictObject({ request: envelope }),
  limit: 32_768,
  reply: changed,
  problems,
} as const satisfies Route

export const approveIdentity = {
  action: 'identity:approve',
  summary: 'A second person takes the outer seal off; the inner one stays',
  method: 'POST',
  path: '/desk/identities/approve',
  caller: 'officer',
  body: v.strictObject({ id: hex(16), request: envelope, inner: base64(16_384) }),
  limit: 65_536,
  reply: changed,
  problems: [...problems, 'wrong-size'],
} as const satisfies Route

export const revealIdentity = {
  action: 'identity:reveal',
  summary: 'Open who reported: logged first, then the inner file is released with the proof',
  method: 'POST',
  path: '/desk/identities/reveal',
  caller: 'officer',
  body: v.strictObject({ id: hex(16), request: envelope, seen: whole }),
  limit: 65_536,
  reply: v.strictObject({
    n: whole,
    opening: sized(32),
    payload: base64(32_768),
    /** tlog-proof of the act's entry. */
    proof: v.string(),
    consistency: v.array(sized(32)),
    tagKey: sized(32),
    mailboxPk: sized(32),
    inner: base64(16_384),
  }),
  problems,
} as const satisfies Route

export const reviewIdentity = {
  action: 'identity:review',
  summary: 'Say whether an emergency opening was justified, by somebody who had no part in it',
  method: 'POST',
  path: '/desk/identities/review',
  caller: 'officer',
  body: v.strictObject({ id: hex(16), request: envelope }),
  limit: 32_768,
  reply: changed,
  problems,
} as const satisfies Route
