// Whoever signs our challenge with a passphrase's key is the citizen of that mailbox.
import { type Envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { mailboxRequest } from '@citycop/protocol/reports/contract.ts'
import { mailboxId } from '@citycop/protocol/reports/mailbox.ts'
import type { Context } from '../context.ts'
import { opened } from '../platform/signing.ts'
import type { Citizen } from '../policy/authorise.ts'

type Asked = { readonly citizen: Citizen; readonly seen: number }

/** @throws Problem: bad-request, bad-signature, wrong-instance, challenge-stale */
export function readMailboxRequest(
  ctx: Context,
  envelope: Envelope,
  action: 'mailbox:read' | 'report:withdraw' | 'report:undo-withdrawal',
): Asked {
  const asked = parsePayload(mailboxRequest, Buffer.from(envelope.payload, 'base64'))
  if (!asked || asked.action !== action) throw new Problem('bad-request', 'look at request')
  const publicKey = Buffer.from(asked.mailboxPk, 'base64')
  if (!opened('mailbox', envelope, publicKey)) throw new Problem('bad-signature')
  if (asked.instance !== ctx.city.pins.instance) throw new Problem('wrong-instance')
  ctx.challenges.check(asked.challenge)
  return { citizen: { role: 'citizen', mailbox: mailboxId(publicKey) }, seen: asked.seen }
}
