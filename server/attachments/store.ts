import type { Query } from '../platform/database.ts'

export type Blob = {
  readonly mailboxPk: Buffer
  readonly size: number
  readonly day: string
  readonly adopted: boolean
  readonly report: Buffer | null
}
type Row = { mailbox_pk: Buffer; size: number; day: string; report: Buffer | null }

const hex = (id: string): Buffer => Buffer.from(id, 'hex')

export async function insertBlob(
  query: Query,
  city: string,
  blob: { id: string; mailboxPk: Buffer; size: number; day: string },
): Promise<void> {
  await query('insert into blob (city, id, mailbox_pk, size, day) values ($1, $2, $3, $4, $5) on conflict do nothing', [
    city,
    hex(blob.id),
    blob.mailboxPk,
    blob.size,
    blob.day,
  ])
}

export async function findBlob(query: Query, city: string, id: string): Promise<Blob | undefined> {
  const [row] = await query<Row>(
    'select mailbox_pk, size, day, report from blob where city = $1 and id = $2',
    [city, hex(id)],
    'find-blob',
  )
  return (
    row && { mailboxPk: row.mailbox_pk, size: row.size, day: row.day, adopted: row.report !== null, report: row.report }
  )
}

/** Hashes of the durable parts, by number. */
export async function partsOf(query: Query, city: string, id: string): Promise<ReadonlyMap<number, string>> {
  const rows = await query<{ n: number; hash: Buffer }>(
    'select n, hash from blob_part where city = $1 and blob = $2',
    [city, hex(id)],
    'parts-of',
  )
  return new Map(rows.map((row) => [row.n, row.hash.toString('hex')]))
}

/** False when another part, or the same from another request, came first. */
export async function insertPart(query: Query, city: string, id: string, part: number, hash: Buffer): Promise<boolean> {
  const stored = await query<{ hash: Buffer }>(
    `insert into blob_part (city, blob, n, hash) values ($1, $2, $3, $4)
     on conflict (city, blob, n) do update set hash = blob_part.hash returning hash`,
    [city, hex(id), part, hash],
    'insert-part',
  )
  return stored[0]?.hash.equals(hash) ?? false
}

/** Uploads that no message claimed, begun before this day. */
export async function takeOrphans(query: Query, city: string, before: string): Promise<string[]> {
  const rows = await query<{ id: Buffer }>(
    'delete from blob where city = $1 and report is null and day < $2 returning id',
    [city, before],
  )
  return rows.map((row) => row.id.toString('hex'))
}

/** The day of the first look: a file that was looked at is kept with its report (POLICY R7). */
export async function markRead(query: Query, city: string, id: string, day: string): Promise<void> {
  await query('update blob set read_on = $3 where city = $1 and id = $2 and read_on is null', [city, hex(id), day])
}
