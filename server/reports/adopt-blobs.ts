// Uploaded blobs become part of a report: only whole ones, only those that the same mailbox key began, each only once.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { partSize } from '@citycop/protocol/contract/size-class.ts'
import { mostFiles } from '@citycop/protocol/reports/contract.ts'
import type { Query } from '../platform/database.ts'
import type { CheckedRequest } from './sealed-request.ts'

/** @throws Problem: blob-unknown, too-many-files */
export async function adoptBlobs(
  query: Query,
  city: string,
  report: Uint8Array,
  act: string,
  { blobs, mailboxPk }: CheckedRequest,
): Promise<void> {
  if (blobs.length === 0) return
  const ids = blobs.map((one) => Buffer.from(one.id, 'hex'))
  const adopted = await query(
    `update blob b set report = $2, object = given.object
     from unnest($4::bytea[], $5::bytea[], $6::bigint[]) as given (id, object, size)
     where b.city = $1 and b.id = given.id and b.mailbox_pk = $3 and b.report is null and b.size = given.size
       and (select count(*) from blob_part p where p.city = b.city and p.blob = b.id) = ceil(b.size / $7::numeric)
     returning b.id`,
    [city, report, mailboxPk, ids, blobs.map((one) => one.object), blobs.map((one) => one.size), partSize],
  )
  if (adopted.length !== blobs.length) throw new Problem('blob-unknown')
  await query(
    `insert into header (city, object, report, header, act)
     select $1, object, $2, header, $3 from unnest($4::bytea[], $5::bytea[]) as given (object, header)`,
    [city, report, act, blobs.map((one) => one.object), blobs.map((one) => one.header)],
  )
  const [held] = await query<{ files: number }>(
    'select count(*)::int as files from blob where city = $1 and report = $2',
    [city, report],
  )
  if ((held?.files ?? 0) > mostFiles) throw new Problem('too-many-files')
}
