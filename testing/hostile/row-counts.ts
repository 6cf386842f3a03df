// What a city's database holds, counted: a refused request leaves every count as it was.
import pg from 'pg'
import type { Town } from '../town.ts'

export type Counts = Readonly<Record<string, number>>

/** As the owner of the tables, bound to the town's city. */
export async function ownerOf(town: Pick<Town, 'database' | 'pins'>): Promise<pg.Client> {
  const client = new pg.Client({ ...town.database.owner, options: `-c app.city=${town.pins.instance}` })
  await client.connect()
  return client
}

export async function tableNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  )
  return rows.map((row) => row.name)
}

export async function rowCounts(client: pg.Client): Promise<Counts> {
  const each = (await tableNames(client)).map(
    (name) => `select '${name}' as name, count(*)::int as rows from "${name}"`,
  )
  const { rows } = await client.query<{ name: string; rows: number }>(each.join(' union all '))
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]))
}

/** Counts as often as something may have been written: while the end of the database's own journal stays where it is, nothing was. */
export function rowCounter(client: pg.Client): () => Promise<Counts> {
  let known: { readonly end: string; readonly counts: Counts } | undefined
  return async () => {
    const end = await journalEnd(client)
    if (known?.end !== end) known = { end, counts: await rowCounts(client) }
    return known.counts
  }
}

async function journalEnd(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at')
  return rows[0]?.at ?? ''
}
