// Reads what an officer asks for, signed anew for each act, and makes the log's words of it (J7).
import { createHmac, hkdfSync } from 'node:crypto'
import { type Envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { envelopeHash } from '@citycop/protocol/keys/chain.ts'
import type { DeskAction } from '@citycop/protocol/reports/desk-actions.ts'
import { type DeskRequest, deskRequest } from '@citycop/protocol/reports/desk-request.ts'
import type { Context } from '../context.ts'
import type { ActWords } from '../log/append.ts'
import type { Query } from '../platform/database.ts'
import { isTaken } from '../platform/database.ts'
import { opened } from '../platform/signing.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { lawOf } from '../policy/law-of.ts'
import { findReport } from './find-report.ts'
import type { Report } from './store.ts'

export type Asked = DeskRequest & { readonly envelope: Envelope; readonly hash: string }

/** @throws Problem: bad-request, bad-signature, wrong-instance, policy-changed */
function readRequest(
  { city, policy }: Context,
  officer: Officer,
  envelope: Envelope,
  allowed: readonly DeskAction[],
): Asked {
  const asked = parsePayload(deskRequest, Buffer.from(envelope.payload, 'base64'))
  if (!asked || !allowed.includes(asked.action)) throw new Problem('bad-request', 'look at request')
  if (!opened('act', envelope, officer.publicKey)) throw new Problem('bad-signature')
  if (asked.instance !== city.pins.instance) throw new Problem('wrong-instance')
  if (asked.policyVersion !== policy.version) throw new Problem('policy-changed')
  return { ...asked, envelope, hash: envelopeHash(envelope) }
}

/** The officer's signed request, and the report that it names. @throws Problem */
export async function readAsked(
  ctx: Context,
  officer: Officer,
  envelope: Envelope,
  allowed: readonly DeskAction[],
): Promise<{ asked: Asked; report: Report }> {
  const asked = readRequest(ctx, officer, envelope, allowed)
  return { asked, report: await findReport(ctx, { ref: asked.ref }) }
}

/** One signed request, one act: the same one a second time is refused. @throws Problem state-changed */
export async function useRequest(query: Query, { city, clock }: Context, { hash }: Asked): Promise<void> {
  try {
    await query(
      'insert into used_request (city, hash, day) values ($1, $2, $3)',
      [city.pins.instance, Buffer.from(hash, 'hex'), clock.today()],
      'use-request',
    )
  } catch (error) {
    if (isTaken(error, 'used_request_pkey')) throw new Problem('state-changed', 'this request was used before')
    throw error
  }
}

export const actWords = (
  ctx: Context,
  permit: Permit<DeskAction>,
  officer: Officer,
  report: Report,
  asked: Asked,
): ActWords => ({
  kind: permit.action,
  time: ctx.clock.minute(),
  actor: { role: 'officer', unit: report.unit, pseudonym: pseudonym(ctx, officer.publicKey, report) },
  objects: asked.objects,
  ...lawOf(ctx, ctx.policy, permit, 'officer'),
  request: asked.hash,
  ...(asked.decision === undefined ? {} : { decision: asked.decision }),
  ...(asked.purpose === undefined ? {} : { purpose: asked.purpose }),
  ...(asked.reason === undefined ? {} : { reason: asked.reason }),
  ...(asked.unit === undefined ? {} : { unit: asked.unit }),
  ...(asked.recipient === undefined ? {} : { recipient: asked.recipient }),
})

/** The same officer has the same name within one report, and another in the next: nobody can follow an officer from outside. */
export function pseudonym({ city }: Pick<Context, 'city'>, publicKey: Uint8Array, report: Report): string {
  const key = Buffer.from(hkdfSync('sha256', city.acceptSeed, '', 'citycop/v1/pseudonym', 32))
  return createHmac('sha256', key).update(publicKey).update(report.logRef).digest('hex').slice(0, 16)
}
