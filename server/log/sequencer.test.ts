import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { logKeyLine, openCheckpoint, parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { verifyProof } from '@citycop/protocol/log/inclusion.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import pg from 'pg'
import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { connect, type Database } from '../platform/database.ts'
import type { City } from '../platform/instance.ts'
import { signerFrom } from '../platform/signing.ts'
import { type Log, openLog } from './log.ts'
import { insertAct } from './store.ts'

const signer = signerFrom(bytes('0123456789abcdef0123456789abcdef'))
const key = parseLogKey(logKeyLine('citycop.testville.example/log/1', signer.publicKey))
const city = { pins: { instance: 'testville' }, log: signer, logKey: key, witnessUrls: {} } as unknown as City
let postgres: TestDatabase
let database: Database
let folder: string
const broken: string[] = []
const open = async (recover = false): Promise<Log> => {
  const own = connect({ ...postgres.app, max: 1 }, 'testville')
  const onBroken = (error: Error) => broken.push(error.message)
  return (await openLog({ city, database, own, folder, recover, onBroken })).log
}
const journal = () => join(folder, 'testville.journal')

async function act(log: Log, entry = bytes(`entry ${randomUUID()}`)): Promise<{ index: number; entry: Uint8Array }> {
  const id = randomUUID()
  await insertAct(database.query, 'testville', id, entry)
  return { index: await log.number(id), entry }
}

before(async () => {
  postgres = await createDatabase()
  database = connect(postgres.app, 'testville')
  folder = mkdtempSync(join(tmpdir(), 'citycop-log-'))
})
after(async () => {
  await database.close()
  await postgres.drop()
  rmSync(folder, { recursive: true })
})

test('acts written at once get numbers without gap or double, each provable under the signed checkpoint', async () => {
  const log = await open()
  const acts = await Promise.all(Array.from({ length: 300 }, () => act(log)))
  assert.deepEqual(
    acts.map((one) => one.index).sort((a, b) => a - b),
    acts.map((_, i) => i),
  )
  for (const { index, entry } of acts)
    assert.equal(verifyProof(await log.prove(index), leafHash(entry), key)?.index, index)
  assert.equal(openCheckpoint(log.signed().checkpoint, key)?.size, 300)
  await log.stop()
})

test('an act that a batch numbered before its writer asked is answered all the same', async () => {
  const log = await open()
  const id = randomUUID()
  await insertAct(database.query, 'testville', id, bytes('seen early'))
  await act(log) // another act wakes the sequencer, which numbers both
  const index = await log.number(id)
  assert.ok(index < log.signed().size)
  await log.stop()
})

test('acts that a crash left without a number get one at the next start', async () => {
  const id = randomUUID()
  await insertAct(database.query, 'testville', id, bytes('left behind'))
  const log = await open()
  assert.equal(await log.placed(id), 302)
  assert.equal(await log.placed(id), 302)
  await log.stop()
})

test('a journal that lost its last line, or half of it, is mended from the database', async () => {
  const whole = readFileSync(journal(), 'latin1')
  writeFileSync(journal(), whole.slice(0, -40))
  await (await open()).stop()
  assert.equal(readFileSync(journal(), 'latin1'), whole)
})

test('a database older than the journal is not signed on', async () => {
  const whole = readFileSync(journal(), 'latin1')
  appendFileSync(journal(), `303 ${'ab'.repeat(32)} ${'cd'.repeat(32)}\n`)
  await assert.rejects(open(), /an older database was put back/)
  writeFileSync(journal(), whole.replace(/[0-9a-f]{64}\n$/, `${'cd'.repeat(32)}\n`))
  await assert.rejects(open(), /different logs of one size/)
  writeFileSync(journal(), whole)
})

test('a second sequencer on the same log stops the one that falls behind', async () => {
  const [first, second] = [await open(), await open()]
  const ended = await Promise.allSettled([...Array(20)].flatMap(() => [act(first), act(second)]))
  const refused = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
  assert.ok(refused.length > 0 && refused.every((one) => one.includes('another sequencer was here')), refused.join())
  assert.equal(broken.length, 1)
  await Promise.all([first.stop(), second.stop()])
})

test('a numbered entry cannot be changed, renumbered or removed, not even by the owner of the table', async () => {
  const owner = connect(postgres.owner, 'testville')
  for (const statement of [
    "update log_act set entry = 'x'",
    'update log_act set idx = idx + 1000',
    'delete from log_act',
  ])
    await assert.rejects(owner.query(statement), /append-only/)
  await owner.close()
})

test('acts get their numbers in the order they were written in, wherever PostgreSQL put the rows', async () => {
  const before = await open()
  await Promise.all(Array.from({ length: 50 }, () => act(before)))
  await before.stop()
  const ids = Array.from({ length: 60 }, () => randomUUID())
  const write = async (some: readonly string[]) => {
    for (const id of some) await insertAct(database.query, 'testville', id, bytes(`entry ${id}`))
  }
  const owner = new pg.Client(postgres.owner)
  await owner.connect()
  try {
    await write(ids.slice(0, 30))
    await owner.query('vacuum log_act') // numbering wrote each row anew: where it lay before there is room now
    await write(ids.slice(30))
    await owner.query("set app.city = 'testville'")
    const { rows } = await owner.query<{ id: string }>('select id from log_act where id = any ($1) order by ctid', [
      ids,
    ])
    assert.ok(
      rows.some(({ id }, i) => id !== ids[i]),
      'no room was used again',
    )
    const log = await open()
    const indices = await Promise.all(ids.map((id) => log.placed(id)))
    assert.deepEqual(
      indices,
      indices.map((_, i) => (indices[0] ?? 0) + i),
    )
    await log.stop()
  } finally {
    await owner.end()
  }
})
