// The desk's side of a sealed identity: asked for, approved by a second person, opened with the proof that it was logged.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, text, toHex } from '@citycop/protocol/contract/bytes.ts'
import { envelope, parsePayload, verifyEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import {
  approveIdentity as approveRoute,
  type IdentityRequest,
  listIdentities as listRoute,
  requestIdentity as requestRoute,
  revealIdentity as revealRoute,
  reviewIdentity as reviewRoute,
} from '@citycop/protocol/identity/contract.ts'
import {
  custodians,
  type Identity,
  type IdentityOutcome,
  type IdentityReason,
  identity,
  supervisors,
} from '@citycop/protocol/identity/identity.ts'
import type { Purpose } from '@citycop/protocol/policy/parameters.ts'
import { mailboxId, reference } from '@citycop/protocol/reports/mailbox.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { call } from '../api/call.ts'
import { seenSize } from '../log/verify-growth.ts'
import { verifyOpening } from '../log/verify-opening.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'
import { Tampered } from '../reports/tampered.ts'
import { openWith } from '../sealing/age-file.ts'

export type Cause = {
  readonly purpose: Purpose
  readonly reason: IdentityReason
  /** A case number; only its hash leaves the desk. Without one it is an emergency, which somebody else looks at afterwards. */
  readonly caseRef?: string
}
/** What leaves the desk of a case number. */
export const hashOfCase = (number: string): string => toHex(sha256(bytes(number)))

const words = ({ purpose, reason, caseRef }: Cause) => ({
  purpose,
  reason,
  ...(caseRef ? { caseRef: hashOfCase(caseRef) } : { emergency: true as const }),
})

export const listIdentities = (desk: Desk, number?: string) =>
  call(desk.instance.server, listRoute, number === undefined ? {} : { reference: number }, desk.token)

/** @throws Problem not-found when no identity is kept for the report of this number */
export async function requestIdentity(desk: Desk, number: string, cause: Cause, until: string) {
  const { kept } = await listIdentities(desk, number)
  if (!kept) throw new Problem('not-found')
  const { ref, object } = kept
  const asked = { action: 'identity:request' as const, ref, objects: [object], ...words(cause), decision: { until } }
  return call(desk.instance.server, requestRoute, { request: signRequest(desk, asked) }, desk.token)
}

/** Takes the outer seal off, which a supervisor can and a custodian cannot. @throws Problem, Tampered */
export async function approveIdentity(desk: Desk, { id, ref, object, file }: IdentityRequest) {
  if (file === undefined) throw new Problem('state-changed', 'there is nothing to approve')
  const outer = fromBase64(file)
  const inner = await openAs(desk, supervisors, outer)
  if (toHex(sha256(outer)) !== object || !inner) throw new Tampered('objects', { id, file })
  const request = signRequest(desk, { action: 'identity:approve', ref, objects: [object] })
  return call(desk.instance.server, approveRoute, { id, request, inner: toBase64(inner) }, desk.token)
}

/** @throws Problem; Tampered when it was not logged as asked for, or is not what the person who reported signed */
export async function revealIdentity(
  desk: Desk,
  { id, ref, object, reference: number }: IdentityRequest,
  cause: Cause,
): Promise<Identity> {
  const request = signRequest(desk, { action: 'identity:reveal', ref, objects: [object], ...words(cause) })
  const asked = { id, request, seen: seenSize(desk.instance) }
  const released = await call(desk.instance.server, revealRoute, asked, desk.token)
  verifyOpening(desk.instance, request, released, 'identity:reveal')
  const evidence = { request, released }
  const plain = await openAs(desk, custodians, fromBase64(released.inner))
  const signed = plain && v.safeParse(envelope, parsed(text(plain)))
  if (!signed?.success) throw new Tampered('content', evidence)
  const mailboxPk = fromBase64(released.mailboxPk)
  const payload = verifyEnvelope('identity', signed.output, mailboxPk)
  const said = payload && parsePayload(identity, payload)
  const its = said && fromBase64(said.mailboxPk)
  if (!said || !its || said.mailboxPk !== released.mailboxPk || reference(mailboxId(its)) !== number)
    throw new Tampered('content', evidence)
  return said
}

export const reviewIdentity = (desk: Desk, { id, ref, object }: IdentityRequest, outcome: IdentityOutcome) => {
  const asked = { action: 'identity:review' as const, ref, objects: [object], decision: { ground: outcome } }
  return call(desk.instance.server, reviewRoute, { id, request: signRequest(desk, asked) }, desk.token)
}

/** With any epoch's key of this unit that the desk holds. */
async function openAs({ epochs }: Desk, unit: string, file: Uint8Array): Promise<Uint8Array | undefined> {
  for (const [name, key] of epochs) {
    const plain = name.startsWith(`${unit}/`) ? await openWith(key, file) : undefined
    if (plain) return plain
  }
  return undefined
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
