import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { appRole, verifyAppRole } from './app-role.ts'
import { CannotStart } from './cannot-start.ts'
import { asAppRole } from './given-database.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { type Postgres, startPostgres } from './postgres.ts'

const debian = '/usr/lib/postgresql/15/bin'
const step = (name: string, sql: string): Migration => ({ name, sql, hash: `${sql.length}` })
const lamps = step(
  '001-lamps',
  'create table lamps (id int); create table towers (id int); grant select on lamps to citycop_app',
)
const bins = [
  { title: 'PostgreSQL 18, embedded', bin: undefined, skip: false },
  { title: 'PostgreSQL 15 of Debian', bin: debian, skip: existsSync(debian) ? false : `${debian} is not there` },
]

async function ask(connection: pg.ClientConfig, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    let rows: unknown[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

for (const { title, bin, skip } of bins)
  describe(`migrations on ${title}`, { skip }, () => {
    let folder: string
    let postgres: Postgres
    let made = 0
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'citycop-migrate-'))
      chmodSync(folder, 0o711)
      postgres = await startPostgres(join(folder, 'pg'), { durable: false, ...(bin ? { bin } : {}) })
    })
    after(async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true })
    })
    async function freshDatabase(user: string): Promise<pg.ClientConfig> {
      const database = `city_${++made}`
      await ask(postgres.admin, `create database ${database} owner ${user}`)
      return { ...postgres.admin, user, database }
    }

    test('each migration runs once, and the application gets only what it was granted', async () => {
      const owner = await freshDatabase('citycop_owner')
      assert.deepEqual(await migrate(owner, [lamps]), ['001-lamps'])
      assert.deepEqual(await migrate(owner, [lamps]), [])
      const app = asAppRole(owner)
      await verifyAppRole(app)
      assert.deepEqual(await ask(app, 'select * from lamps'), [])
      await assert.rejects(ask(app, 'select * from towers'), /permission denied/)
      await assert.rejects(ask(app, 'select * from citycop_migrations'), /permission denied/)
      await assert.rejects(ask(app, 'reset role', 'select * from towers'), /permission denied/)
    })

    test('an owner who may create roles needs no administrator, and neither does a second city', async () => {
      await ask(postgres.admin, `drop owned by ${appRole}`, `create role keeper login createrole`).catch(() => {})
      const first = await freshDatabase('keeper')
      await ask({ ...postgres.admin, database: 'city_1' }, `drop owned by ${appRole}`).catch(() => {})
      await ask(postgres.admin, `drop role ${appRole}`)
      assert.deepEqual(await migrate(first, [lamps]), ['001-lamps'])
      await verifyAppRole(asAppRole(first))
      assert.deepEqual(await migrate(await freshDatabase('keeper'), [lamps]), ['001-lamps'])
    })

    test('an owner who may not create roles is told what an administrator must run', async () => {
      await ask(postgres.admin, 'create role plain login')
      const owner = await freshDatabase('plain')
      await assert.rejects(migrate(owner, [lamps]), /as an administrator run: grant citycop_app to "plain"/)
      await ask(postgres.admin, 'grant citycop_app to plain')
      assert.deepEqual(await migrate(owner, [lamps]), ['001-lamps'])
      await verifyAppRole(asAppRole(owner))
    })

    test('a superuser can be given too', async () => {
      const owner = await freshDatabase('postgres')
      assert.deepEqual(await migrate(owner, [lamps]), ['001-lamps'])
      await verifyAppRole(asAppRole(owner))
    })

    test('two starts at once run each migration once', async () => {
      const owner = await freshDatabase('citycop_owner')
      await ask(postgres.admin, `grant ${appRole} to citycop_owner`)
      const ran = await Promise.all([1, 2, 3, 4].map(() => migrate(owner, [lamps])))
      assert.deepEqual(ran.flat(), ['001-lamps'])
    })

    test('a database that newer code has migrated is refused', async () => {
      const owner = await freshDatabase('citycop_owner')
      await migrate(owner, [lamps, step('002-newer', 'select 1')])
      await assert.rejects(
        migrate(owner, [lamps]),
        (error) => error instanceof CannotStart && /002-newer/.test(error.message),
      )
    })

    test('a migration changed after it ran is refused', async () => {
      const owner = await freshDatabase('citycop_owner')
      await migrate(owner, [lamps])
      await assert.rejects(migrate(owner, [{ ...lamps, hash: 'other' }]), /001-lamps was changed/)
    })

    test('a migration that fails leaves nothing behind and names itself', async () => {
      const owner = await freshDatabase('citycop_owner')
      const broken = step('002-broken', 'create table half (id int); select 1/0')
      await assert.rejects(migrate(owner, [lamps, broken]), /migration 002-broken: division by zero/)
      assert.deepEqual(await ask(owner, `select to_regclass('half') as half`), [{ half: null }])
      assert.deepEqual(await migrate(owner, [lamps]), [])
    })

    test('an application role that bypasses row security is refused', async () => {
      const owner = await freshDatabase('citycop_owner')
      await migrate(owner, [])
      await ask(postgres.admin, `alter role ${appRole} bypassrls`)
      await assert.rejects(verifyAppRole(asAppRole(owner)), /bypasses row security/)
      await ask(postgres.admin, `alter role ${appRole} nobypassrls superuser`)
      await assert.rejects(verifyAppRole(asAppRole(owner)), /superuser/)
      await ask(postgres.admin, `alter role ${appRole} nosuperuser`)
      await verifyAppRole(asAppRole(owner))
    })
  })

test('our own migrations have one number each', () => {
  const names = readMigrations().map((one) => one.name.slice(0, 3))
  assert.equal(new Set(names).size, names.length)
})
