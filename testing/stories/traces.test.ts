// What a person said, who they are and when they came is written down nowhere: not in a table, not in a file, not in a log line.
// The whole city lies in one folder here, its own PostgreSQL included, and all of it is searched.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import { connect } from '@citycop/client/keys/connect.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { fromWords } from '@citycop/client/sealing/passphrase.ts'
import pg from 'pg'
import { appRole } from '../../server/platform/app-role.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { type Postgres, startPostgres } from '../../server/platform/postgres.ts'
import { type Middleman, standBetween } from '../hostile/proxy.ts'
import { momentsIn, type ReachedRow, reachableFrom } from '../hostile/reachable-rows.ts'
import { tableNames } from '../hostile/row-counts.ts'
import { changeTimes, found, foundIn, type Needle, needles } from '../hostile/search-bytes.ts'
import { createTown, lamp, memory, report, type Sent, type Town } from '../town.ts'

const marker = `zq${randomBytes(8).toString('hex')}kx` // nothing else in the world is spelt so
const address = '203.0.113.77'
const began = Date.now()
const folder = mkdtempSync(join(tmpdir(), 'citycop-traces-'))
const usualTemporary = process.env.TMPDIR
const lines: string[] = []
let postgres: Postgres
let town: Town
let proxy: Middleman
let admin: pg.Client
let sent: Sent
let wanted: Needle[]

/** A photograph that says where it was taken, as a telephone's does. */
const photo = () => {
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*'), Buffer.from(`GPS ${marker} 45.4371 12.3326`)])
  const size = Buffer.alloc(2)
  size.writeUInt16BE(exif.length + 2)
  const bytes = Buffer.concat([
    Buffer.from('ffd8ffe1', 'hex'),
    size,
    exif,
    randomBytes(50_000),
    Buffer.from('ffd9', 'hex'),
  ])
  return { name: `${marker}.jpg`, type: `image/jpeg; note=${marker}`, bytes: new Uint8Array(bytes) }
}

before(async () => {
  chmodSync(folder, 0o711) // root's PostgreSQL runs as somebody else, who must get through
  const temporary = join(folder, 't')
  mkdirSync(temporary, { mode: 0o711 })
  process.env.TMPDIR = temporary // so that temporary files are searched too
  postgres = await startPostgres(join(folder, 'pg'), { durable: false })
  await migrate(postgres.owner)
  const database = { owner: postgres.owner, app: { ...postgres.owner, user: appRole }, drop: async () => {} }
  const data = join(folder, 'data')
  mkdirSync(data)
  const believed = { trustProxy: '127.0.0.1' } // the address is known to the server, and still not kept
  const logTo = { write: (line: string) => void lines.push(line) }
  town = await createTown({ database, data, limits: true, logTo, ...believed })
  const added = {
    'user-agent': `Mozilla/5.0 (${marker})`,
    'x-forwarded-for': address,
    cookie: `a=${marker}`,
    referer: `https://${marker}.example/`,
  }
  proxy = await standBetween(town.origin, added)
  admin = new pg.Client({ ...postgres.admin, database: postgres.owner.database })
  await admin.connect()
  await report(await visitor(), lamp) // somebody before
  sent = await report(await visitor(), { ...lamp, ...said() })
  await sendMessage(await visitor(), sent.keys, `Again: ${marker}`, [photo()])
  await readMailbox(await visitor(), sent.keys)
  await report(await visitor(), lamp) // and somebody after
  await fetch(new URL('/submit', proxy.origin), {
    method: 'POST',
    body: `{"${marker}":"${marker}"}`,
    headers: { 'content-type': 'application/json' },
  })
  await fetch(new URL(`/report/${marker}?who=${marker}`, proxy.origin))
  await listReports(await town.desk('anna'))
  await admin.query('checkpoint')
  const r = Buffer.from(await fromWords(sent.words))
  const secrets = {
    'the passphrase': r,
    'the signing key': sent.keys.signSeed,
    'the person’s identity': sent.keys.identity,
  }
  wanted = [
    ...needles('the marker', Buffer.from(marker)),
    ...needles('the address', Buffer.from(address)),
    ...needles('the words', Buffer.from(sent.words.split(' ').slice(0, 3).join(' '))),
    ...Object.entries(secrets).flatMap(([what, secret]) => needles(what, Buffer.from(secret))),
  ]
})
after(async () => {
  await proxy?.close()
  await admin?.end()
  await town?.close()
  await postgres?.stop()
  process.env.TMPDIR = usualTemporary
  if (usualTemporary === undefined) delete process.env.TMPDIR
  rmSync(folder, { recursive: true, force: true })
})
const visitor = () => connect(proxy.origin, { memory: memory(), pins: town.pins })
const said = () => ({
  what: `It was ${marker} who did it.`,
  where: `${marker} street 7`,
  when: `At ${marker}`,
  name: `${marker} Rossi`,
  contact: `${marker}@example.org, ${address}`,
  files: [photo()],
})

/** Every row of every table, as text: what a logical backup would hold. */
async function dump(): Promise<Buffer> {
  const parts: string[] = []
  for (const table of await tableNames(admin)) {
    const { rows } = await admin.query<{ row: string }>(`select t::text as row from "${table}" t`)
    parts.push(table, ...rows.map((one) => one.row))
  }
  return Buffer.from(parts.join('\n'))
}

describe('after an anonymous report, a second message and a visit to the mailbox', () => {
  test('nothing of it is in a dump of the database', async () => assert.deepEqual(found(await dump(), wanted), []))
  test('nothing of it is in the files of the database, the attachments, the journal, the keys or anything temporary', () => {
    assert.deepEqual(foundIn(folder, wanted), [])
  })
  test('nothing of it is in a log line, and no line is about a citizen at all', () => {
    assert.deepEqual(found(Buffer.from(lines.join('')), wanted), [])
    const actions = lines.map((line) => JSON.parse(line).action as string)
    assert.ok(actions.includes('report:list'), 'officers’ acts do leave a line')
    assert.deepEqual(
      actions.filter((one) => /submit|mailbox|message:send|attachment:(begin|upload)|challenge/.test(one)),
      [],
    )
  })
})

describe('no time finer than a day is tied to a report', () => {
  let rows: ReachedRow[]
  const hour = 3_600_000
  before(async () => {
    rows = await reachableFrom(admin, await tableNames(admin), [sent.keys.mailbox])
  })
  test('the walk reaches every table that knows the report', () => {
    const tables = [...new Set(rows.map((one) => one.table))].sort()
    for (const table of ['report', 'message', 'header', 'blob', 'blob_part', 'act_payload', 'notice', 'log_act'])
      assert.ok(tables.includes(table), `${table} was not reached`)
    assert.ok(!tables.includes('certificate') && !tables.includes('epoch_wrap'))
    assert.equal(rows.filter((one) => one.table === 'report').length, 1)
  })
  test('in no row that can be reached from it', () => {
    const moments = rows.flatMap(({ table, row }) =>
      Object.entries(row).flatMap(([column, value]) =>
        momentsIn(value, began - hour, Date.now() + hour).map((moment) => `${table}.${column}: ${moment}`),
      ),
    )
    assert.deepEqual(moments, [])
  })
  test('in no id: they are random', () => {
    for (const { table, row } of rows)
      for (const value of Object.values(row))
        if (typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)) assert.equal(value[14], '4', table)
  })
  test('in no table that a report’s row stands in: none has a column for it', async () => {
    const tables = [...new Set(rows.map((one) => one.table))]
    const { rows: finer } = await admin.query(
      `select table_name, column_name from information_schema.columns
       where table_schema = 'public' and table_name = any ($1) and data_type ~ '^(time|interval)'`,
      [tables],
    )
    assert.deepEqual(finer, [])
    assert.equal((await admin.query('show track_commit_timestamp')).rows[0]?.track_commit_timestamp, 'off')
  })
  test('in no file or folder of an attachment: all say midnight', () => {
    const times = changeTimes(join(town.data, 'blobs'))
    assert.ok(times.length >= 6)
    const finer = times.filter(({ at }) => at.getTime() % 86_400_000 !== 0)
    assert.deepEqual(
      finer.map(({ path }) => path.replace(town.data, '')),
      [],
    )
  })
})

test('the search would have found it: a marker that is written on purpose is found in every place and spelling', async () => {
  for (const { what, bytes } of wanted) {
    assert.deepEqual(found(Buffer.concat([randomBytes(7), bytes, randomBytes(7)]), [{ what, bytes }]), [what])
  }
  await admin.query('set row_security = off')
  const control = Buffer.concat([Buffer.from('control '), Buffer.from(marker)])
  await admin.query(`insert into used_request (city, hash) values ('control', $1)`, [control])
  await admin.query('checkpoint')
  assert.deepEqual(found(await dump(), wanted), ['the marker (hexadecimal, lower)'])
  appendFileSync(join(town.data, 'blobs', 'control'), Buffer.from(`{"a":"${control.toString('base64')}"}`))
  const places = foundIn(folder, wanted)
  assert.ok(
    places.some((one) => one.startsWith('the marker (raw) in') && one.includes('/pg/base/')),
    places.join('\n'),
  )
  assert.ok(
    places.some((one) => one.startsWith('the marker (raw) in') && one.includes('/pg_wal/')),
    places.join('\n'),
  )
  assert.ok(places.some((one) => one.startsWith('the marker (base64) in') && one.endsWith('/blobs/control')))
  const noon = new Date(Date.now())
  assert.equal(momentsIn(noon, began, Date.now() + 1).length, 1)
  assert.equal(momentsIn(`{"time":"${noon.toISOString().slice(0, 19)}Z"}`, began - 1000, Date.now()).length, 1)
})
