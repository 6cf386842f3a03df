// How a recovery is asked for, objected to and, after the wait, given out: once, and only behind its public entry. The signatures in
// the bodies decide; nobody signs in for it.
import * as v from 'valibot'
import { envelope, quorumEnvelope } from '../contract/dsse.ts'
import { hex, moment, name, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { recoveryWraps } from '../keys/contract.ts'

export const recoveryStates = ['waiting', 'ready', 'objected', 'done'] as const
export type RecoveryState = (typeof recoveryStates)[number]

const listed = v.strictObject({
  unit: name,
  epochs: v.array(whole),
  until: moment,
  state: v.picklist(recoveryStates),
  sha256: hex(32),
  request: quorumEnvelope,
  /** Where its entry stands in the log. */
  index: whole,
})
export type ListedRecovery = v.InferOutput<typeof listed>

export const listRecoveries = {
  action: 'recovery:list',
  summary: 'Every recovery that was asked for, and how it stands; the newest first',
  method: 'GET',
  path: '/recovery',
  caller: 'anyone',
  body: v.undefined(),
  limit: 0,
  reply: v.strictObject({ requests: v.pipe(v.array(listed), v.maxLength(50)) }),
  problems: [],
} as const satisfies Route

export const requestRecovery = {
  action: 'recovery:request',
  summary: 'Three custodians ask for a unit’s keys; it becomes a public log entry, and everybody may see it for a day',
  method: 'POST',
  path: '/recovery/request',
  caller: 'administrator',
  body: v.strictObject({ request: quorumEnvelope }),
  limit: 32_768,
  reply: v.strictObject({ sha256: hex(32), until: moment }),
  problems: ['bad-request', 'bad-signature', 'wrong-instance', 'not-found', 'state-changed'],
} as const satisfies Route

export const objectToRecovery = {
  action: 'recovery:object',
  summary: 'A member of the unit, or its administrator, stops a recovery; it becomes a public log entry',
  method: 'POST',
  path: '/recovery/object',
  caller: 'administrator',
  body: v.strictObject({ objection: envelope }),
  limit: 32_768,
  reply: v.strictObject({ sha256: hex(32) }),
  problems: ['bad-request', 'bad-signature', 'not-found', 'state-changed'],
} as const satisfies Route

export const fetchRecovery = {
  action: 'recovery:fetch',
  summary: 'After the wait, and once: the keys that the request names, still sealed to the unit’s recovery identity',
  method: 'POST',
  path: '/recovery/fetch',
  caller: 'administrator',
  body: v.strictObject({ fetch: envelope }),
  limit: 32_768,
  reply: v.strictObject({ request: quorumEnvelope, index: whole, until: moment, wraps: recoveryWraps }),
  problems: ['bad-request', 'bad-signature', 'not-found', 'state-changed', 'not-logged'],
} as const satisfies Route
