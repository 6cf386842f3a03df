import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { lockFolder } from './folder-lock.ts'
import { parseDatabaseUrl, verifyDatabase } from './given-database.ts'
import { openDatabase } from './open-database.ts'
import { refuseTaken } from './ports.ts'
import { type Postgres, startPostgres } from './postgres.ts'

let folder: string
let postgres: Postgres
let url: (user: string, database: string) => string
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citycop-open-'))
  chmodSync(folder, 0o711)
  postgres = await startPostgres(join(folder, 'pg'), { durable: false })
  const { host, port } = postgres.owner
  url = (user, database) =>
    `postgres://${user}:secret-word@/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`
})
after(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true })
})

const sentence = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof CannotStart, String(error))
  assert.match(error.message, pattern)
  assert.doesNotMatch(error.message, /secret-word|\n/)
  return true
}

async function who(connection: pg.ClientConfig): Promise<unknown> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query('select current_user as me')).rows[0]
  } finally {
    await client.end()
  }
}

test('an embedded database is migrated and its application bound', async () => {
  const opened = await openDatabase({ data: folder })
  assert.deepEqual(await who(opened.app), { me: 'citycop_app' })
  assert.deepEqual(await who(opened.owner), { me: 'citycop_owner' })
  await opened.close()
  await opened.ended
})

test('a database given by its URL is used as its owner and as the application', async () => {
  const opened = await openDatabase({ data: folder, databaseUrl: url('citycop_owner', 'citycop') })
  assert.deepEqual(await who(opened.app), { me: 'citycop_app' })
  assert.deepEqual(await who(opened.owner), { me: 'citycop_owner' })
  assert.doesNotMatch(opened.place, /secret-word/)
})

test('another user can be named for the application', async () => {
  const opened = await openDatabase({
    data: folder,
    databaseUrl: url('citycop_owner', 'citycop'),
    appUrl: url('citycop_app', 'citycop'),
  })
  assert.equal(opened.app.user, 'citycop_app')
  assert.deepEqual(await who(opened.app), { me: 'citycop_app' })
})

const wrong: [string, () => string, RegExp][] = [
  ['nowhere', () => 'postgres://a:secret-word@127.0.0.1:1/x', /nothing answers as PostgreSQL at 127\.0\.0\.1:1/],
  ['a host nobody knows', () => 'postgres://a:secret-word@no.such.host.invalid/x', /no\.such\.host\.invalid/],
  ['a database that is not there', () => url('citycop_owner', 'lost'), /has no database lost/],
  ['a user who is not there', () => url('stranger', 'citycop'), /DATABASE_URL cannot be used: .*(let|stranger)/],
  ['something else', () => 'mysql://a:secret-word@localhost/x', /is not a URL like postgres:/],
  ['no URL at all', () => 'postgres://a:secret-word@b c', /is not a URL like postgres:/],
]
for (const [where, given, pattern] of wrong)
  test(`DATABASE_URL that points to ${where} is one sentence without its password`, async () => {
    await assert.rejects(openDatabase({ data: folder, databaseUrl: given() }), sentence(pattern))
  })

test('a server that is no PostgreSQL is one sentence', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const given = `postgres://a:secret-word@127.0.0.1:${port}/x`
  await assert.rejects(openDatabase({ data: folder, databaseUrl: given }), sentence(/cannot be used/))
  server.close()
})

test('a PostgreSQL that is too old is refused', async () => {
  const given = parseDatabaseUrl(url('citycop_owner', 'citycop'), 'DATABASE_URL')
  await assert.rejects(verifyDatabase(given, 'DATABASE_URL', 99), sentence(/PostgreSQL 18; CITYCoP needs 99 or newer/))
})

test('a taken port is one sentence', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await assert.rejects(refuseTaken('127.0.0.1', [port], 200), sentence(new RegExp(`port ${port} is taken`)))
  server.close()
  await refuseTaken('127.0.0.1', [port])
})

test('an address of another machine is one sentence', async () => {
  await assert.rejects(refuseTaken('192.0.2.1', [9], 0), sentence(/192\.0\.2\.1 is not an address of this machine/))
})

test('a folder is locked by one process at a time, by whatever path', async () => {
  const first = await lockFolder(folder, 'test', 0)
  assert.ok(first)
  assert.equal(await lockFolder(`${folder}/../${folder.split('/').at(-1)}`, 'test', 100), undefined)
  assert.ok(await lockFolder(folder, 'another purpose', 0))
  setTimeout(() => first.release(), 100)
  assert.ok(await lockFolder(folder, 'test', 2000), 'it waits for whoever is just ending')
})
