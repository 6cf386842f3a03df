// How an officer signs in: a signature over the server's challenge. The server keeps no keyfile, no salt, no verifier (J7).
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import { moment, name, publicKey, sized } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { signedInRoles } from '../keys/certificates.ts'
import { memberWrap } from '../keys/wraps.ts'

export const askChallenge = {
  action: 'challenge:ask',
  summary: 'A stateless challenge, good for five minutes: for signing in and for reading a mailbox',
  method: 'POST',
  path: '/challenge',
  caller: 'anyone',
  body: v.strictObject({}),
  limit: 64,
  reply: v.strictObject({ challenge: sized(48) }),
  problems: [],
} as const satisfies Route

/** DSSE login.v1 by the officer's signing key. */
export const signInRequest = v.strictObject({
  v: v.literal(1),
  instance: name,
  officerPk: publicKey,
  challenge: sized(48),
})

export const signIn = {
  action: 'officer:sign-in',
  summary: 'Sign in with a signed challenge; the reply holds the wrapped epoch keys of the officer’s units',
  method: 'POST',
  path: '/desk/sign-in',
  caller: 'anyone',
  body: v.strictObject({ request: envelope }),
  limit: 32_768,
  reply: v.strictObject({
    token: sized(32),
    expiresAt: moment,
    units: v.array(name),
    roles: v.array(v.picklist(signedInRoles)),
    wraps: v.array(memberWrap),
  }),
  problems: ['bad-signature', 'wrong-instance', 'challenge-stale', 'forbidden'],
} as const satisfies Route

export const signOut = {
  action: 'officer:sign-out',
  summary: 'End the session now',
  method: 'POST',
  path: '/desk/sign-out',
  caller: 'officer',
  body: v.strictObject({}),
  limit: 64,
  reply: v.strictObject({}),
  problems: ['not-signed-in'],
} as const satisfies Route
