import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { postmaster } from './embedded/orphan.ts'
import { startPostgres } from './postgres.ts'

const linux = process.platform === 'linux' ? false : 'needs /proc'
let folder: string
let cluster: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'citycop-postgres-'))
  chmodSync(folder, 0o711)
  cluster = join(folder, 'postgres')
})
after(() => rmSync(folder, { recursive: true }))

async function ask(connection: pg.ClientConfig, statement: string): Promise<unknown[]> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

// What lives in the cluster's folder or was started for it; a zombie has no folder.
const living = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => inCluster(pid) || commandOf(pid).includes(cluster))
    .filter((pid) => pid !== process.pid)

function inCluster(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).startsWith(cluster)
  } catch {
    return false
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

async function nothingLives(): Promise<void> {
  for (let waited = 0; living().length > 0; waited += 50) {
    assert.ok(waited < 10_000, `still there: ${living().map(commandOf).join('\n')}`)
    await sleep(50)
  }
}

type Other = { child: ChildProcess; socketDir: string; ended: Promise<unknown> }

/** A process of its own that starts PostgreSQL, stores a row and waits to be killed. */
async function otherProcess(): Promise<Other> {
  const code = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))}
    import pg from 'pg'
    const postgres = await startPostgres(${JSON.stringify(cluster)}, { durable: true })
    const client = new pg.Client(postgres.owner)
    client.on('error', () => {})
    await client.connect()
    await client.query('create table if not exists kept (n int); insert into kept values (1)')
    await client.end()
    postgres.ended.then(() => process.exit(7))
    console.log(postgres.owner.host)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const socketDir = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (text) => resolve(String(text).trim()))
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)))
  })
  return { child, socketDir, ended }
}

const guards = (socketDir: string): number[] =>
  living()
    .filter((pid) => commandOf(pid).startsWith('/bin/sh') && commandOf(pid).includes(socketDir))
    .sort((a, b) => a - b)

describe('the embedded PostgreSQL', { skip: linux }, () => {
  let rows = 0
  beforeEach(nothingLives)

  test('keeps what was committed, speaks on a private socket only, and leaves nothing when stopped', async () => {
    const first = await startPostgres(cluster, { durable: true })
    await ask(first.owner, 'create table kept (n int); insert into kept values (1)')
    rows++
    assert.deepEqual(await ask(first.owner, 'show listen_addresses'), [{ listen_addresses: '' }])
    const host = first.owner.host ?? ''
    assert.equal(execFileSync('stat', ['-c', '%a', host], { encoding: 'utf8' }).trim(), '700')
    await first.stop()
    assert.equal(existsSync(host), false)
    await nothingLives()
  })

  test('its owner is bound by row security', async () => {
    const postgres = await startPostgres(cluster, { durable: true })
    const [role] = await ask(postgres.owner, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')
    assert.deepEqual(role, { rolsuper: false, rolbypassrls: false })
    await postgres.stop()
  })

  const killed: [string, (other: Other) => number | undefined][] = [
    ['the process that started it', ({ child }) => child.pid],
    ['PostgreSQL', () => postmaster(cluster)?.pid],
    ['the guard', ({ socketDir }) => guards(socketDir)[0]],
    ["the guard's reader", ({ socketDir }) => guards(socketDir)[1]],
  ]
  for (const [title, pid] of killed)
    test(`kill -9 of ${title} leaves nothing running and loses nothing`, async () => {
      const other = await otherProcess()
      rows++
      process.kill(pid(other) ?? Number.NaN, 'SIGKILL')
      await other.ended
      await nothingLives()
      assert.equal(existsSync(other.socketDir), false, 'the socket’s folder is gone')
      const again = await startPostgres(cluster, { durable: true })
      assert.equal((await ask(again.owner, 'select * from kept')).length, rows)
      await again.stop()
    })

  test('an orphan, whose guard was killed too, is ended at the next start and not adopted', async () => {
    const other = await otherProcess()
    rows++
    const orphan = postmaster(cluster)?.pid
    for (const guard of guards(other.socketDir)) process.kill(guard, 'SIGSTOP')
    other.child.kill('SIGKILL')
    for (const guard of guards(other.socketDir).reverse()) process.kill(guard, 'SIGKILL')
    await other.ended
    assert.deepEqual(living().includes(orphan ?? 0), true)
    const again = await startPostgres(cluster, { durable: true })
    assert.notEqual(postmaster(cluster)?.pid, orphan)
    assert.equal(existsSync(other.socketDir), false)
    assert.equal((await ask(again.owner, 'select * from kept')).length, rows)
    await again.stop()
  })

  test('a second start on the same folder is refused while the first lives', async () => {
    const first = await startPostgres(cluster, { durable: true })
    await assert.rejects(startPostgres(cluster, { durable: true }), /is in use by another CITYCoP/)
    assert.equal((await ask(first.owner, 'select 1 as one')).length, 1)
    await first.stop()
  })

  test('the log holds no statement and no value', async () => {
    const postgres = await startPostgres(cluster, { durable: true })
    await assert.rejects(ask(postgres.owner, `select 'marker-in-a-statement'::int`))
    await ask(postgres.owner, 'create table once (words text unique)')
    await ask(postgres.owner, `insert into once values ('marker-in-a-row')`)
    await assert.rejects(ask(postgres.owner, `insert into once values ('marker-in-a-row')`))
    await postgres.stop()
    assert.doesNotMatch(readFileSync(join(folder, 'postgres.log'), 'utf8'), /marker/)
  })
})
