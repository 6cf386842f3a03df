// A phone that did not hear our answer sends the same request again. It is the same report, and gets the same receipt.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import type { ReceiptReply, Submission } from '@citycop/protocol/reports/contract.ts'
import { mailboxId } from '@citycop/protocol/reports/mailbox.ts'
import type { Context } from '../context.ts'
import { sha256 } from '../platform/hash.ts'
import { makeReceipt } from './make-receipt.ts'
import type { CheckedRequest } from './sealed-request.ts'

type Row = { act: string; entry: Buffer; unit: string; day: string }

/** @throws Problem seq-taken when it is another message in the same place */
export async function receiptAgain(
  ctx: Context,
  { id, mailbox }: Pick<CheckedRequest, 'id' | 'mailbox'>,
): Promise<ReceiptReply> {
  const { database, city, log } = ctx
  const [row] = await database.query<Row>(
    `select m.act, a.entry, coalesce(m.unit, r.unit) as unit, m.day from message m
     join report r on r.city = m.city and r.ref = m.report
     join log_act a on a.city = m.city and a.id = m.act
     where m.city = $1 and m.id = $2 and r.mailbox = $3`,
    [city.pins.instance, id, Buffer.from(mailbox, 'hex')],
  )
  if (!row) throw new Problem('seq-taken', 'something else was sent with these words before')
  return makeReceipt(ctx, await log.placed(row.act), leafHash(row.entry), { id, mailbox, unit: row.unit, day: row.day })
}

/** For a request that is refused now: was it accepted before? @throws the refusal when it was not */
export async function receiptBefore(ctx: Context, request: Submission, refusal: Problem): Promise<ReceiptReply> {
  const [header, payload] = [Buffer.from(request.header, 'base64'), Buffer.from(request.payload, 'base64')]
  const sent = {
    id: sha256(Buffer.concat([header, payload])),
    mailbox: mailboxId(Buffer.from(request.mailboxPk, 'base64')),
  }
  return receiptAgain(ctx, sent).catch((error: unknown) => {
    throw error instanceof Problem ? refusal : error
  })
}
