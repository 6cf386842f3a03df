// Several cities may share one PostgreSQL. Whoever acts for one sees and writes no row of another, whatever the statement says (J24).
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { ownerOf, rowCounts, tableNames } from '../hostile/row-counts.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
let owner: pg.Client
const mayNot = { code: '42501' }

const asApp = async (city: string): Promise<pg.Client> => {
  const client = new pg.Client({ ...town.database.app, options: `-c app.city=${city}` })
  await client.connect()
  return client
}
before(async () => {
  town = await createTown()
  owner = await ownerOf(town)
  await town.reports()
})
after(async () => {
  await owner.end()
  await town.close()
})
/** Undone whatever happens. */
async function tried(act: () => Promise<void>, client: pg.Client): Promise<void> {
  await client.query('begin')
  try {
    await act()
  } finally {
    await client.query('rollback')
  }
}

describe('cities in one database are apart', () => {
  test('the server’s role sees no row of any table without naming its city, or under another’s name', async () => {
    for (const city of ['', 'othertown', '%']) {
      const stranger = await asApp(city)
      for (const table of (await tableNames(owner)).filter((one) => one !== 'citycop_migrations'))
        assert.equal((await stranger.query(`select count(*)::int as rows from ${table}`)).rows[0]?.rows, 0, table)
      await stranger.end()
    }
  })
  test('it cannot write a row of another city, nor switch the rule off', async () => {
    const stranger = await asApp('othertown')
    const refused = (statement: string) => tried(() => assert.rejects(stranger.query(statement), mayNot), stranger)
    await refused(`insert into log_act (city, id, entry) values ('testville', gen_random_uuid(), '\\x00')`)
    await refused(`insert into used_request (city, hash) values ('testville', '\\x00')`)
    await tried(async () => {
      await stranger.query('set local row_security = off')
      await assert.rejects(stranger.query('select * from report'), mayNot)
    }, stranger)
    await refused('alter table report no force row level security')
    await refused('alter role citycop_app bypassrls')
    await refused('create policy mine on report using (true)')
    await stranger.end()
  })
  test('even the owner of the tables is bound to one city at a time', async () => {
    const stranger = await ownerOf({ ...town, pins: { ...town.pins, instance: 'othertown' } })
    const counts = await rowCounts(stranger)
    assert.deepEqual([counts.report, counts.header, counts.log_act, counts.certificate], [0, 0, 0, 0])
    await stranger.end()
  })
  test('every table is under the rule', async () => {
    const { rows } = await owner.query(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and not (relrowsecurity and relforcerowsecurity)`,
    )
    assert.deepEqual(
      rows.map((row) => row.relname),
      ['citycop_migrations'],
    )
  })
})
