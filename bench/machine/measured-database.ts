// The PostgreSQL that the server under test uses, seen from beside it: floors are measured on the very same one.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** A database of our own on a PostgreSQL that somebody else runs. */
export type OwnDatabase = { readonly url: string; drop(): Promise<void> }

/** What is in the given database is never touched. @throws Error when the user may not create one */
export async function createOwnDatabase(given: string): Promise<OwnDatabase> {
  const name = `citycop_bench_${randomBytes(4).toString('hex')}`
  await ask({ connectionString: given }, `create database ${name}`)
  const url = new URL(given)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => ask({ connectionString: given }, `drop database ${name} with (force)`) }
}

async function ask(connection: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The way into the embedded one of this data folder; PostgreSQL writes where its socket is into its lock file. */
export function embeddedDatabase(data: string): pg.ClientConfig {
  const note = join(data, 'postgres-is-at') // where root's PostgreSQL lies when it cannot get into the folder
  const cluster = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(data, 'postgres')
  const [, , , port, host] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  return { host: host ?? '', port: Number(port), ssl: false, user: 'postgres', database: 'citycop' }
}

export type DatabaseFacts = { readonly version: string; readonly fsync: string; readonly synchronousCommit: string }

export async function databaseFacts(pool: pg.Pool): Promise<DatabaseFacts> {
  const { rows } = await pool.query<DatabaseFacts>(`select current_setting('server_version') as version,
    current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit"`)
  return rows[0] as DatabaseFacts
}

/** Bytes on disk, with tables, indexes and what PostgreSQL needs for itself. */
export async function databaseSize(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ size: string }>('select pg_database_size(current_database()) as size')
  return Number(rows[0]?.size)
}
