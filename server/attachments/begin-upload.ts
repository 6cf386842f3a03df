import type { beginUpload as route } from '@citycop/protocol/attachments/contract.ts'
import { beginBytes } from '@citycop/protocol/attachments/part-bytes.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { isFileSize, partSize } from '@citycop/protocol/contract/size-class.ts'
import type { Context } from '../context.ts'
import { sha256 } from '../platform/hash.ts'
import { verified } from '../platform/signing.ts'
import { findBlob, insertBlob, partsOf } from './store.ts'

/** Begins an upload, or says which parts of it are durable already. @throws Problem */
export async function beginUpload(
  ctx: Context,
  begin: Body<typeof route>,
  address: string,
): Promise<Reply<typeof route>> {
  const { database, city, clock, prices } = ctx
  const { instance } = city.pins
  if (begin.instance !== instance) throw new Problem('wrong-instance')
  if (!isFileSize(begin.size)) throw new Problem('wrong-size')
  const signed = beginBytes(begin)
  prices.charge(address, sha256(signed), begin.work)
  const mailboxPk = Buffer.from(begin.mailboxPk, 'base64')
  if (!verified(mailboxPk, signed, Buffer.from(begin.sig, 'base64'))) throw new Problem('bad-signature')
  await insertBlob(database.query, instance, { id: begin.id, mailboxPk, size: begin.size, day: clock.today() })
  const blob = await findBlob(database.query, instance, begin.id)
  if (!blob?.mailboxPk.equals(mailboxPk) || blob.size !== begin.size) throw new Problem('blob-conflict')
  const stored = await partsOf(database.query, instance, begin.id)
  return { parts: Array.from({ length: Math.ceil(begin.size / partSize) }, (_, n) => stored.get(n) ?? null) }
}
