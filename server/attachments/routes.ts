import {
  beginUpload as beginRoute,
  uploadPart as partRoute,
  readAttachment as readRoute,
} from '@citycop/protocol/attachments/contract.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Context } from '../context.ts'
import type { Handle } from '../http/handle.ts'
import { authorise } from '../policy/authorise.ts'
import { findReport } from '../reports/find-report.ts'
import { beginUpload } from './begin-upload.ts'
import { findBlob, markRead, takeOrphans } from './store.ts'
import { uploadPart } from './upload-part.ts'

export function attachmentRoutes(handle: Handle): void {
  handle(beginRoute, (ctx, { body, address }) => beginUpload(ctx, body, address))
  handle(partRoute, (ctx, { body }) => uploadPart(ctx, body))
  handle(readRoute, async (ctx, { body, officer }) => {
    const { database, city, blobs, clock } = ctx
    const report = await findReport(ctx, { ref: body.ref })
    authorise(ctx, officer, 'attachment:read', report, body)
    const blob = await findBlob(database.query, city.pins.instance, body.id)
    // Without its header, which only a logged opening releases, this is noise.
    const part = blob?.report?.equals(report.ref) ? await blobs.get(city.pins.instance, body.id, body.part) : undefined
    if (!part) throw new Problem('not-found')
    if (body.part === 0) await markRead(database.query, city.pins.instance, body.id, clock.today())
    return new Uint8Array(part)
  })
}

/** Removes uploads that no message claimed for a day. */
export async function removeOrphans({ database, city, clock, blobs }: Context): Promise<number> {
  const { instance } = city.pins
  const orphans = await takeOrphans(database.query, instance, addDays(clock.today(), -1))
  for (const id of orphans) await blobs.remove(instance, id)
  return orphans.length
}
