import { partFrame, type uploadPart as route } from '@citycop/protocol/attachments/contract.ts'
import { partBytes } from '@citycop/protocol/attachments/part-bytes.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { partSize } from '@citycop/protocol/contract/size-class.ts'
import { mailboxId } from '@citycop/protocol/reports/mailbox.ts'
import type { Context } from '../context.ts'
import { sha256 } from '../platform/hash.ts'
import { verified } from '../platform/signing.ts'
import { authorise } from '../policy/authorise.ts'
import { findBlob, insertPart, partsOf } from './store.ts'

/** Stores one part. The file is on disk before the row says so; the same part again is answered, another one is refused. */
export async function uploadPart(ctx: Context, frame: Uint8Array): Promise<Reply<typeof route>> {
  const { database, city, blobs } = ctx
  const { instance } = city.pins
  if (frame.length <= partFrame) throw new Problem('wrong-size')
  const framed = Buffer.from(frame.buffer, frame.byteOffset, frame.length)
  const id = framed.subarray(0, 16).toString('hex')
  const part = framed.readUInt32BE(16)
  const [mailboxPk, sig, bytes] = [framed.subarray(20, 52), framed.subarray(52, partFrame), framed.subarray(partFrame)]
  const hash = sha256(bytes)
  if (!verified(mailboxPk, partBytes(id, part, hash), sig)) throw new Problem('bad-signature')
  const blob = await findBlob(database.query, instance, id)
  if (!blob?.mailboxPk.equals(mailboxPk) || blob.adopted) throw new Problem('blob-unknown')
  authorise(ctx, { role: 'citizen', mailbox: mailboxId(mailboxPk) }, 'attachment:upload-part', {
    mailbox: mailboxId(blob.mailboxPk),
  })
  if (bytes.length !== sizeOfPart(blob.size, part)) throw new Problem('wrong-size')
  const before = (await partsOf(database.query, instance, id)).get(part)
  if (before !== undefined && before !== hash.toString('hex')) throw new Problem('blob-conflict')
  if (before === undefined) {
    await blobs.put(instance, id, part, bytes, blob.day)
    if (!(await insertPart(database.query, instance, id, part, hash))) throw new Problem('blob-conflict')
  }
  return { part, hash: hash.toString('hex') }
}

function sizeOfPart(size: number, part: number): number {
  const from = part * partSize
  return from >= size ? -1 : Math.min(partSize, size - from)
}
