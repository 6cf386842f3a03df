// Rows of what the public was shown, and of public entries.
import type { Query } from '../platform/database.ts'

export type Published = { readonly size: number; readonly note: string }

export async function latestPublished(query: Query, city: string): Promise<Published | undefined> {
  const [row] = await query<Published>(
    'select size, note from log_published where city = $1 order by size desc limit 1',
    [city],
  )
  return row
}

/** The same size again, cosigned anew, replaces the older note. */
export async function insertPublished(query: Query, city: string, { size, note }: Published, day: string) {
  await query('delete from log_published where city = $1 and size = $2', [city, size])
  await query('insert into log_published (city, size, note, day) values ($1, $2, $3, $4)', [city, size, note, day])
}

/** After `before`, one a day is enough: the last. */
export const thinPublished = (query: Query, city: string, before: string) =>
  query(
    `delete from log_published p where city = $1 and day < $2
       and exists (select from log_published q where q.city = p.city and q.day = p.day and q.size > p.size)`,
    [city, before],
  )

/** False when an entry of this kind with this hash was appended before. */
export async function insertPublicEntry(
  query: Query,
  city: string,
  entry: { kind: string; hash: Uint8Array; act: string; day: string },
): Promise<boolean> {
  const rows = await query(
    `insert into log_public_entry (city, kind, hash, act, day) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning kind`,
    [city, entry.kind, entry.hash, entry.act, entry.day],
  )
  return rows.length > 0
}

export async function isAppended(query: Query, city: string, kind: string, hash: Uint8Array): Promise<boolean> {
  const rows = await query('select from log_public_entry where city = $1 and kind = $2 and hash = $3', [
    city,
    kind,
    hash,
  ])
  return rows.length > 0
}

/** The last day on which an entry of this kind was appended. */
export async function lastDayOf(query: Query, city: string, kind: string): Promise<string | undefined> {
  const [row] = await query<{ day: string | null }>(
    'select max(day) as day from log_public_entry where city = $1 and kind = $2',
    [city, kind],
  )
  return row?.day ?? undefined
}

export type FoundEntry = { readonly entry: Buffer; readonly index: number }

/** As it was appended, once it has its number. */
export async function findPublicEntry(
  query: Query,
  city: string,
  kind: string,
  hash: Uint8Array,
): Promise<FoundEntry | undefined> {
  const [row] = await query<{ entry: Buffer; index: number }>(
    `select a.entry, a.idx as index from log_public_entry p join log_act a on a.city = p.city and a.id = p.act
     where p.city = $1 and p.kind = $2 and p.hash = $3 and a.idx is not null`,
    [city, kind, hash],
  )
  return row
}
