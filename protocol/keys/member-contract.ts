// What the members of a unit do for each other's keys.
import * as v from 'valibot'
import { day, hex, keyId, name, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { recoveryWraps } from './contract.ts'
import { memberWrap } from './wraps.ts'

const held = { unit: name, epoch: whole, officer: keyId }

export const readKeys = {
  action: 'officer:read-keys',
  summary:
    'Of the officer’s units: who has which epoch’s key, how many reports lie under each epoch, how many sessions are open',
  method: 'POST',
  path: '/desk/keys',
  caller: 'officer',
  body: v.strictObject({}),
  limit: 64,
  reply: v.strictObject({
    wraps: v.array(v.strictObject(held)),
    /** Which epochs are sealed to which recovery certificate, by its hash. */
    recovery: v.array(v.strictObject({ unit: name, epoch: whole, recovery: hex(32) })),
    reports: v.array(v.strictObject({ unit: name, epoch: whole, count: whole })),
    /** By the day on which they began, and by nobody's name. */
    sessions: v.array(v.strictObject({ unit: name, day, count: whole })),
  }),
  problems: ['not-signed-in'],
} as const satisfies Route

export const wrapKeys = {
  action: 'officer:wrap-keys',
  summary:
    'Hand an epoch’s key, sealed and signed, to members whom the unit’s certificate names; nobody’s wrap is replaced',
  method: 'POST',
  path: '/desk/keys/wrap',
  caller: 'officer',
  body: v.strictObject({
    wraps: v.pipe(v.array(memberWrap), v.maxLength(500)),
    recovery: v.optional(recoveryWraps),
  }),
  limit: 6_000_000,
  reply: v.strictObject({ stored: whole }),
  problems: ['not-signed-in', 'forbidden', 'bad-signature'],
} as const satisfies Route
