// One PostgreSQL for the whole run; a database of its own for each test file, copied from a migrated template.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { appRole } from '../server/platform/app-role.ts'
import { asAppRole } from '../server/platform/given-database.ts'
import { migrate } from '../server/platform/migrate.ts'
import { startPostgres } from '../server/platform/postgres.ts'

/** app: what the server uses, bound by row security. owner: what migrations use, which owns every table. */
export type TestDatabase = { readonly app: pg.ClientConfig; readonly owner: pg.ClientConfig; drop(): Promise<void> }
type Shared = { admin: pg.ClientConfig; owner: pg.ClientConfig; app: pg.ClientConfig; template: string }
type TestPostgres = { env: Record<string, string>; stop(): Promise<void> }

const variable = 'CITYCOP_TEST_POSTGRES' // how the run tells its test files which PostgreSQL is theirs
let own: { started: Promise<TestPostgres>; users: number } | undefined

/** A fresh database with every migration. A file run by hand starts a PostgreSQL of its own, ended by the last drop. */
export const createDatabase = (): Promise<TestDatabase> => copyOf()

/** The same rows again, as a backup holds them. Nobody may be connected to the first. */
export const copyDatabase = ({ owner }: TestDatabase): Promise<TestDatabase> => copyOf(owner.database)

async function copyOf(template?: string): Promise<TestDatabase> {
  const shared = await findShared()
  const database = `test_${randomBytes(6).toString('hex')}`
  const as = `owner ${pg.escapeIdentifier(shared.owner.user ?? '')}`
  await ask(shared.admin, `create database ${database} template ${template ?? shared.template} ${as}`)
  const drop = async () => {
    await ask(shared.admin, `drop database ${database} with (force)`)
    if (!own || --own.users > 0) return
    const { started } = own
    own = undefined // a later file in the same process begins anew
    await (await started).stop()
  }
  return { app: { ...shared.app, database }, owner: { ...shared.owner, database }, drop }
}

/** PostgreSQL for a run: that of CITYCOP_TEST_DATABASE_URL, or one in a temporary folder. `env` is for the test files. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env.CITYCOP_TEST_DATABASE_URL
  const { stop, ...server } = given ? givenPostgres(given) : await temporaryPostgres()
  const template = `citycop_template_${randomBytes(4).toString('hex')}`
  await ask(server.admin, `create database ${template} owner ${pg.escapeIdentifier(server.owner.user ?? '')}`)
  await migrate({ ...server.owner, database: template })
  const shared: Shared = { ...server, template }
  const dropAndStop = async () => {
    if (given) await ask(server.admin, `drop database ${template}`)
    await stop()
  }
  return { env: { [variable]: JSON.stringify(shared) }, stop: dropAndStop }
}

async function temporaryPostgres(): Promise<Omit<Shared, 'template'> & { stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'citycop-test-'))
  chmodSync(folder, 0o711) // root's PostgreSQL runs as somebody else, who must get through
  const bin = process.env.CITYCOP_TEST_POSTGRES_BIN
  const postgres = await startPostgres(join(folder, 'pg'), { durable: false, ...(bin ? { bin } : {}) })
  const { admin, owner } = postgres
  const stop = async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { admin, owner, app: { ...owner, user: appRole }, stop }
}

function givenPostgres(url: string): Omit<Shared, 'template'> & { stop(): Promise<void> } {
  const { host, port, user, password, database, ssl } = new pg.Client(url)
  const owner = { host, port, ssl, database, ...(user ? { user } : {}), ...(password ? { password } : {}) }
  return { admin: owner, owner, app: asAppRole(owner), stop: async () => {} }
}

async function findShared(): Promise<Shared> {
  const given = process.env[variable]
  if (given) return JSON.parse(given)
  own ??= { started: startTestPostgres(), users: 0 }
  own.users++
  return JSON.parse((await own.started).env[variable] ?? '')
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
