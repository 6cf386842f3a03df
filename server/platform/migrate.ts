// Plain SQL files, in the order of their names, each once; forward only.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'
import { ensureAppRole } from './app-role.ts'
import { CannotStart } from './cannot-start.ts'

export type Migration = { readonly name: string; readonly sql: string; readonly hash: string }

const lock = 4_217_700_001 // any number, as long as every CITYCoP takes the same
const register = `create table if not exists citycop_migrations (name text primary key, hash text not null)`

/** Brings the database to what this code knows; answers with the names of what it ran. */
export async function migrate(owner: pg.ClientConfig, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client(owner)
  client.on('error', () => {}) // the query under way fails with the same
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock]) // two servers may start at once
    await ensureAppRole(client)
    await client.query(register)
    const { rows } = await client.query<Migration>('select name, hash from citycop_migrations')
    const missing = toRun(migrations, rows)
    for (const one of missing) await runOne(client, one)
    return missing.map((one) => one.name)
  } finally {
    await client.end() // which gives the lock back
  }
}

/** Every capability's migrations. Their numbers are one sequence over all of them. */
export function readMigrations(server = join(import.meta.dirname, '..')): Migration[] {
  const read = (file: string): Migration => {
    const sql = readFileSync(join(server, file), 'utf8')
    return { name: basename(file, '.sql'), sql, hash: createHash('sha256').update(sql).digest('hex') }
  }
  const migrations = globSync('*/migrations/*.sql', { cwd: server }).map(read)
  migrations.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const [i, { name }] of migrations.entries()) {
    if (!/^\d{3}-[a-z0-9-]+$/.test(name)) throw new Error(`migration ${name}: names are like 001-reports`)
    const before = migrations[i - 1]?.name
    if (before?.slice(0, 3) === name.slice(0, 3)) throw new Error(`migrations ${before} and ${name} have one number`)
  }
  return migrations
}

function toRun(known: Migration[], done: Pick<Migration, 'name' | 'hash'>[]): Migration[] {
  const byName = new Map(known.map((one) => [one.name, one]))
  for (const { name, hash } of done) {
    const mine = byName.get(name)
    if (!mine)
      throw new CannotStart(`the database knows migration ${name}, this CITYCoP does not: it is older; use the newer`)
    if (mine.hash !== hash)
      throw new CannotStart(
        `migration ${name} was changed after it had run here; use the CITYCoP that made this database`,
      )
    byName.delete(name)
  }
  return [...byName.values()]
}

async function runOne(client: pg.Client, { name, sql, hash }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into citycop_migrations (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    if (error instanceof Error) error.message = `migration ${name}: ${error.message}`
    throw error
  }
}
