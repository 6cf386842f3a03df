import type { Query } from '../platform/database.ts'
import type { ChangedTile, TileKey } from './tiles.ts'

export type LogState = {
  readonly size: number
  readonly root: Uint8Array
  readonly signedSize: number
  readonly checkpoint: string | null
}
type StateRow = { size: number; root: Buffer; signed_size: number; checkpoint: string | null }

export async function readState(query: Query, city: string): Promise<LogState | undefined> {
  const [row] = await query<StateRow>('select size, root, signed_size, checkpoint from log_state where city = $1', [
    city,
  ])
  return row && { size: row.size, root: row.root, signedSize: row.signed_size, checkpoint: row.checkpoint }
}

export const insertState = (query: Query, city: string, root: Uint8Array) =>
  query('insert into log_state (city, size, root, signed_size) values ($1, 0, $2, 0) on conflict do nothing', [
    city,
    root,
  ])

/** An act without its number: the sequencer gives it one. */
export const insertAct = (query: Query, city: string, id: string, entry: Uint8Array) =>
  query('insert into log_act (city, id, entry) values ($1, $2, $3)', [city, id, entry], 'insert-act')

export type Waiting = { readonly id: string; readonly entry: Buffer }

/** By what is unnumbered, never by what came after the last: commit order is not the order in which acts were written. */
export const waitingActs = (query: Query, city: string, most: number): Promise<Waiting[]> =>
  query<Waiting>(
    'select id, entry from log_act where city = $1 and idx is null order by written limit $2',
    [city, most],
    'waiting-acts',
  )

export type Batch = {
  readonly ids: readonly string[]
  readonly tiles: readonly ChangedTile[]
  readonly from: number
  readonly root: Uint8Array
}

/** Numbers acts, writes tiles and moves the state: one statement, one transaction, one round trip. False when the fence did
 * not hold, because another sequencer was here meanwhile: the caller must stop, not retry. */
export async function writeBatch(query: Query, city: string, { ids, tiles, from, root }: Batch): Promise<boolean> {
  const [row] = await query<{ numbered: number }>(
    `with moved as (
       update log_state set size = size + cardinality($3::uuid[]), root = $4 where city = $1 and size = $2 returning city
     ), numbered as (
       update log_act a set idx = $2 + given.n - 1
       from moved, unnest($3::uuid[]) with ordinality as given (id, n)
       where a.city = $1 and a.id = any ($3) and a.id = given.id returning a.id
     ), tiled as (
       insert into log_tile (city, level, n, hashes)
       select moved.city, given.* from moved, unnest($5::int[], $6::bigint[], $7::bytea[]) as given
       on conflict (city, level, n) do update set hashes = excluded.hashes
     )
     select count(*)::int as numbered from numbered`,
    [city, from, ids, root, ...tileColumns(tiles)],
    'write-batch',
  )
  return row?.numbered === ids.length
}

export type NumberedBatch = Omit<Batch, 'ids'> & {
  readonly numbered: readonly { readonly id: string; readonly entry: Uint8Array; readonly index: number }[]
}

/** Entries with the numbers they had before, also where one waits for its number: only a recovery writes so. False when the fence did not hold. */
export async function writeNumbered(
  query: Query,
  city: string,
  { numbered, tiles, from, root }: NumberedBatch,
): Promise<boolean> {
  const [row] = await query<{ moved: number }>(
    `with moved as (
       update log_state set size = size + cardinality($3::uuid[]), root = $4 where city = $1 and size = $2 returning city
     ), given as (
       select moved.city, one.* from moved, unnest($3::uuid[], $8::bytea[], $9::bigint[]) as one (id, entry, idx)
     ), waiting as (
       update log_act a set idx = given.idx from given
       where a.city = given.city and a.entry = given.entry and a.idx is null returning a.idx
     ), entered as (
       insert into log_act (city, id, entry, idx)
       select city, id, entry, idx from given where idx not in (select idx from waiting)
     ), tiled as (
       insert into log_tile (city, level, n, hashes)
       select moved.city, given.* from moved, unnest($5::int[], $6::bigint[], $7::bytea[]) as given
       on conflict (city, level, n) do update set hashes = excluded.hashes
     )
     select count(*)::int as moved from moved`,
    [
      city,
      from,
      numbered.map((one) => one.id),
      root,
      ...tileColumns(tiles),
      numbered.map((one) => Buffer.from(one.entry)),
      numbered.map((one) => one.index),
    ],
  )
  return row?.moved === 1
}

const tileColumns = (tiles: readonly ChangedTile[]) => [
  tiles.map((one) => one.level),
  tiles.map((one) => one.n),
  tiles.map((one) => Buffer.from(one.hashes)),
]

export async function markSigned(query: Query, city: string, size: number, checkpoint: string): Promise<void> {
  await query(
    'update log_state set signed_size = $2, checkpoint = $3 where city = $1 and size >= $2 and signed_size <= $2',
    [city, size, checkpoint],
    'mark-signed',
  )
}

export async function readTile(query: Query, city: string, { level, n }: TileKey): Promise<Uint8Array | undefined> {
  const [row] = await query<{ hashes: Buffer }>(
    'select hashes from log_tile where city = $1 and level = $2 and n = $3',
    [city, level, n],
    'read-tile',
  )
  return row && new Uint8Array(row.hashes)
}

export async function indexOfAct(query: Query, city: string, act: string): Promise<number | undefined> {
  const [row] = await query<{ idx: number | null }>(
    'select idx from log_act where city = $1 and id = $2',
    [city, act],
    'act-index',
  )
  return row?.idx ?? undefined
}

/** By act; those that have no number yet are missing. */
export async function placesOf(query: Query, city: string, acts: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<{ id: string; idx: number }>(
    'select id, idx from log_act where city = $1 and id = any ($2) and idx is not null',
    [city, acts],
  )
  return new Map(rows.map(({ id, idx }) => [id, idx]))
}

export async function entriesFrom(query: Query, city: string, from: number, to: number): Promise<Buffer[]> {
  const rows = await query<{ entry: Buffer }>(
    'select entry from log_act where city = $1 and idx >= $2 and idx < $3 order by idx',
    [city, from, to],
  )
  return rows.map((row) => row.entry)
}
