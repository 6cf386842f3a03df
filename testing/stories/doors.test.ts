// The two doors out of the header table (J8), and the log behind them: what the server's own role in the database can and cannot do.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { takeReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { openReport as openRoute } from '@citycop/protocol/reports/desk-contract.ts'
import pg from 'pg'
import { codeOf, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { sealed } from '../hostile/sealed.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
let app: pg.Client
let owner: pg.Client
let anna: Desk
let refs: string[]
const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const noEntry = { code: 'CCP01' }
const mayNot = { code: '42501' }

const asApp = async (city: string): Promise<pg.Client> => {
  const client = new pg.Client({ ...town.database.app, options: `-c app.city=${city}` })
  await client.connect()
  return client
}
before(async () => {
  town = await createTown()
  ;[app, owner] = [await asApp(town.pins.instance), await ownerOf(town)]
  await town.reports({ files: [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(9) }] })
  await town.reports()
  anna = await town.desk('anna')
  refs = (await listReports(anna)).reports.map((one) => one.ref)
  for (const ref of refs) await openReport(anna, ref, why)
})
after(async () => {
  await app.end()
  await owner.end()
  await town.close()
})
/** Undone whatever happens. */
async function tried(act: () => Promise<void>, client = app): Promise<void> {
  await client.query('begin')
  try {
    await act()
  } finally {
    await client.query('rollback')
  }
}

describe('the server’s role cannot read a header by', () => {
  const ways = [
    'select header from header',
    'select * from header',
    'table header',
    'select h from header h',
    'select to_jsonb(h) from header h',
    'select count(header) from header',
    `select object from header where header > '\\x61'`,
    'select object from header order by header',
    'delete from header returning header',
    `insert into header select city, object, report, header, act from header returning header`,
    'update header set header = header',
    'create table stolen as select header from header',
    'create temp table stolen as select header from header',
    'create temp view stolen as select header from header; table stolen',
    'copy header to stdout',
    'select stavalues1 from pg_statistic',
    'alter table header disable row level security',
    'grant select on header to citycop_app; select header from header',
    'create function steal() returns setof header language sql security definer as $$ table header $$',
    'create or replace function release(wanted uuid) returns table (object bytea, header bytea) language sql as $$ select object, header from header $$',
    'set role citycop_owner',
    'set role postgres',
    `select pg_read_file('pg_hba.conf')`,
    `select lo_import('/etc/passwd')`,
    'create extension dblink',
  ]
  for (const statement of ways)
    test(statement.slice(0, 70), () => tried(() => assert.rejects(app.query(statement), mayNot)))
  test('asking what values there are: the statistics are not shown to it', async () => {
    await owner.query('analyze header')
    const seen = await app.query(`select * from pg_stats where tablename = 'header' and attname = 'header'`)
    assert.equal(seen.rowCount, 0)
  })
})

describe('the release of a header is refused', () => {
  const grant = async (report: unknown, act: unknown): Promise<string> => {
    const id = randomUUID()
    const objects = (await owner.query('select object from header where report = $1', [report])).rows
    await app.query('insert into access_grant (city, id, report, objects, act) values ($1, $2, $3, $4, $5)', [
      town.pins.instance,
      id,
      report,
      objects.map((one) => one.object),
      act,
    ])
    return id
  }
  const newAct = async (): Promise<string> => {
    const id = randomUUID()
    await app.query('insert into log_act (city, id, entry) values ($1, $2, $3)', [
      town.pins.instance,
      id,
      randomBytes(64),
    ])
    return id
  }
  const release = (id: string) => app.query('select * from release($1)', [id])
  const reports = async () => (await owner.query('select report, act from access_grant order by report')).rows

  test('for a grant that nobody wrote', () => tried(() => assert.rejects(release(randomUUID()), noEntry)))
  test('while the act behind it has no number', () =>
    tried(async () => {
      const [one] = await reports()
      await assert.rejects(release(await grant(one?.report, await newAct())), noEntry)
    }))
  test('while no signed checkpoint reaches the act', () =>
    tried(async () => {
      const [one] = await reports()
      const act = await newAct()
      const { rows } = await app.query('select signed_size::int as size from log_state')
      await app.query('update log_act set idx = $2 where id = $1', [act, rows[0]?.size])
      await assert.rejects(release(await grant(one?.report, act)), noEntry)
    }))
  test('a second time', () =>
    tried(async () => {
      const { rows } = await app.query('select id from access_grant where used limit 1')
      await assert.rejects(release(rows[0]?.id), noEntry)
    }))
  test('for a grant without any act, or with one that does not exist', () =>
    tried(async () => {
      const [one] = await reports()
      await app.query('savepoint here')
      await assert.rejects(grant(one?.report, null), { code: '23502' })
      await app.query('rollback to here')
      await assert.rejects(grant(one?.report, randomUUID()), { code: '23503' })
    }))
  test('for a second grant on an act that has given its headers already', () =>
    tried(async () => {
      const [one] = await reports()
      await assert.rejects(async () => release(await grant(one?.report, one?.act)))
    }))
  test('for a grant whose act is about another report', () =>
    tried(async () => {
      const [one, other] = await reports()
      await app.query('delete from access_grant where report = $1', [other?.report])
      await assert.rejects(async () => release(await grant(one?.report, other?.act)))
    }))
  test('for a grant whose act is the citizen’s own, not an opening', () =>
    tried(async () => {
      const [one] = await reports()
      const { rows } = await owner.query('select act from message where report = $1', [one?.report])
      await assert.rejects(async () => release(await grant(one?.report, rows[0]?.act)))
    }))
})

describe('what is in the log stays, whoever asks', () => {
  const ways = [
    'delete from log_act',
    'truncate log_act cascade',
    `update log_act set entry = '\\x00' where idx = 0`,
    'update log_act set idx = idx + 100',
    'update log_act set idx = null',
    `update log_act set city = 'othertown'`,
  ]
  for (const statement of ways) {
    test(`the server’s role: ${statement}`, () => tried(() => assert.rejects(app.query(statement))))
    test(`the owner of the tables: ${statement}`, () => tried(() => assert.rejects(owner.query(statement)), owner))
  }
  for (const statement of [
    'alter table log_act disable trigger all',
    'drop trigger log_act_is_kept on log_act',
    'drop table log_act cascade',
    'set session_replication_role = replica',
    'delete from log_state',
    'delete from log_tile',
    'delete from act_payload',
    `update act_payload set payload = '\\x00'`,
    'delete from certificate',
    'delete from used_request',
  ])
    test(`the server’s role: ${statement}`, () => tried(() => assert.rejects(app.query(statement), mayNot)))
})

describe('when the log cannot be written', () => {
  test('nothing is released, nothing is promised, and the server still ends in order', async () => {
    const lame = await createTown({ database: town.database, instance: 'lametown' })
    const keeper = await ownerOf(lame)
    try {
      const [device, sent] = [await lame.device(), await lame.reports()]
      const desk = await lame.desk('anna')
      const ref = (await listReports(desk)).reports[0]?.ref ?? ''
      await keeper.query('update log_state set size = size + 1')
      const objects = (await listReports(desk)).reports[0]?.objects ?? []
      const request = signRequest(desk, { action: 'report:open', ref, objects, ...why })
      const opening = await send(lame.origin, openRoute.path, { request, seen: 0 }, { token: desk.token })
      assert.doesNotMatch(opening.text, /header|YWdlLWVuY3J5cHRpb24/)
      assert.equal((await keeper.query('select from access_grant where used')).rowCount, 0)
      const report = await send(lame.origin, '/submit', (await sealed(device)).request)
      assert.doesNotMatch(report.text, /receipt/)
      await assert.rejects(takeReport(desk, ref))
      await readMailbox(device, sent.keys)
      assert.deepEqual([codeOf(opening), codeOf(report)], ['not-logged', 'not-logged'])
    } finally {
      await keeper.end()
      await lame.close()
    }
  })
})
