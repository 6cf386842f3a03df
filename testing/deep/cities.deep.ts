// Two cities of one npm start: nothing of one is in the other, and neither ends with the other.
import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Instance } from '@citycop/client/keys/connect.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import { type OfficerKeys, unlockKeyfile } from '@citycop/client/officers/keyfile.ts'
import { signIn } from '@citycop/client/officers/sign-in.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { pins as pinsSchema } from '@citycop/protocol/keys/certificates.ts'
import pg from 'pg'
import { parse } from 'valibot'
import { embeddedDatabase } from '../../bench/machine/measured-database.ts'
import { freePorts, type Started, start } from '../../tools/start/started.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { lamp, memory, report, type Sent } from '../town.ts'

const skip = process.platform === 'linux' ? false : 'needs /proc'
const cities = ['lisboa', 'dublin'] as const
type City = (typeof cities)[number]
let folder: string
let data: string
let port: number
let started: Started

const originOf = (city: City): string => `http://127.0.0.1:${port + 3 * cities.indexOf(city)}`
const device = async (city: City): Promise<Instance> => {
  const pins = parse(pinsSchema, JSON.parse(readFileSync(join(data, city, 'instance/pins.json'), 'utf8')))
  return connect(originOf(city), { memory: memory(), pins })
}

/** The keys of everybody at the desks of a demo city; opening a keyfile is slow on purpose. */
async function officersOf(city: City): Promise<OfficerKeys[]> {
  const known = unlocked.get(city)
  if (known) return known
  const passphrase = readFileSync(join(data, city, 'demo/passphrase'), 'utf8').trim()
  const files = readdirSync(join(data, city, 'demo/officers')).filter((one) => one.endsWith('.age'))
  const keys = await Promise.all(
    files.map((one) => unlockKeyfile(readFileSync(join(data, city, 'demo/officers', one)), passphrase)),
  )
  unlocked.set(city, keys)
  return keys
}
const unlocked = new Map<City, OfficerKeys[]>()

/** What everybody at the desks of a city sees. */
async function references(city: City): Promise<Set<string>> {
  const found = new Set<string>()
  for (const keys of await officersOf(city)) {
    const desk = await signIn(await device(city), keys).catch(() => undefined)
    if (!desk) continue
    for (const { reference } of await listReports(desk).then(
      ({ reports }) => reports,
      () => [],
    ))
      found.add(reference)
  }
  return found
}

async function countReports(city: City): Promise<number> {
  const client = new pg.Client(embeddedDatabase(join(data, city)))
  await client.connect()
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from report')
  await client.end()
  return rows[0]?.count ?? Number.NaN
}

type Process = { readonly pid: number; readonly command: string }
function processes(of: string): Process[] {
  const command = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    } catch {
      return '' // just ended
    }
  }
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map((pid) => ({ pid: Number(pid), command: command(pid) }))
    .filter((one) => one.command.includes(of))
}
const serverOf = (city: City): number =>
  processes(join(data, city)).find(({ command }) => command.includes('server/main.ts'))?.pid ?? Number.NaN

/** With what those started that name the folder: PostgreSQL's own processes do not. */
function family(of: string): number[] {
  const everybody = processes('').map(({ pid }) => ({ pid, parent: parentOf(pid) }))
  const found = new Set(processes(of).map(({ pid }) => pid))
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { pid, parent } of everybody) if (found.has(parent)) found.add(pid)
  }
  return [...found]
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1])
  } catch {
    return Number.NaN // just ended
  }
}

async function nothingLeft(of: string): Promise<void> {
  for (let waited = 0; processes(of).length > 0; waited += 50) {
    assert.ok(waited < 20_000, `still running: ${processes(of).map(({ command }) => command)}`)
    await sleep(50)
  }
}

/** Rss: everything resident. Pss: a page that several have counts for each in part. */
function mebibytes(pid: number, kind: 'Rss' | 'Pss' = 'Rss'): number {
  const told = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1')
  return Number(new RegExp(`^${kind}:\\s+(\\d+) kB`, 'm').exec(told)?.[1]) / 1024
}
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

describe('two cities of one start', { skip }, () => {
  let sent: Sent
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'citycop-cities-'))
    chmodSync(folder, 0o711)
    data = join(folder, 'data')
    port = await freePorts(6)
    started = start([
      '--data',
      data,
      '--port',
      `${port}`,
      '--suite',
      'classic',
      ...cities.flatMap((one) => ['--pilot', one]),
    ])
    await started.until('Ctrl-C stops all of them')
  })
  after(async () => {
    started.child.kill('SIGKILL')
    await nothingLeft(data)
    rmSync(folder, { recursive: true })
  })

  test('each has its own folder, keys, log, database and addresses, and the greeting names them', async () => {
    for (const city of cities) {
      const pins = JSON.parse(await (await fetch(`${originOf(city)}/pins.json`)).text())
      assert.equal(pins.instance, city)
      for (const part of ['instance/log.key', 'demo/passphrase', `log`]) assert.ok(existsSync(join(data, city, part)))
      assert.ok(started.said().includes(originOf(city)), `${originOf(city)} is not in:\n${started.said()}`)
    }
    const [one, other] = cities.map((city) => readFileSync(join(data, city, 'instance/log.key'), 'utf8'))
    assert.notEqual(one, other)
  })

  test('a second city costs a process of its own and its PostgreSQL', (t) => {
    for (const city of cities) {
      const server = mebibytes(serverOf(city))
      const all = family(join(data, city)).map((pid) => mebibytes(pid, 'Pss'))
      t.diagnostic(
        `${city}: its server ${server.toFixed(0)} MiB resident; with witnesses, watchdog and PostgreSQL ${sum(all).toFixed(0)} MiB, shared pages counted once`,
      )
      assert.ok(server > 20 && server < 300)
    }
  })

  test('a report to one is in its list and database, and in nothing of the other', async () => {
    const before = { lisboa: await countReports('lisboa'), dublin: await countReports('dublin') }
    sent = await report(await device('lisboa'), lamp)
    assert.deepEqual([await countReports('lisboa'), await countReports('dublin')], [before.lisboa + 1, before.dublin])
    assert.ok((await references('lisboa')).has(sent.receipt.reference))
    const ofDublin = await references('dublin')
    assert.ok(ofDublin.size > 0 && !ofDublin.has(sent.receipt.reference))
    assert.equal(await readMailbox(await device('dublin'), sent.keys), undefined)
  })

  test('an officer of one is a stranger in the other, with the own session too', async () => {
    const [keys] = await officersOf('lisboa')
    assert.ok(keys)
    await assert.rejects(signIn(await device('dublin'), keys), Distrusted)
    const { token } = await signIn(await device('lisboa'), keys)
    assertRefused(await send(originOf('dublin'), '/desk/reports', {}, { token }), 'not-signed-in')
    await assert.rejects(
      connect(originOf('dublin'), { memory: memory(), pins: (await device('lisboa')).pins }),
      Distrusted,
    )
  })

  test('kill -9 of one city’s server is said, ends all that was its own, and the other goes on', async () => {
    process.kill(serverOf('dublin'), 'SIGKILL')
    await started.until('lisboa goes on')
    assert.match(started.said(), /dublin has ended: its server stopped by itself/)
    await nothingLeft(join(data, 'dublin'))
    assert.equal((await fetch(`${originOf('lisboa')}/healthz`)).status, 200)
    const mailbox = await readMailbox(await device('lisboa'), sent.keys)
    assert.ok(mailbox && !('erased' in mailbox))
  })

  test('Ctrl-C stops what is left', async () => {
    started.child.kill('SIGINT')
    assert.equal(await started.code, 0)
    await nothingLeft(data)
    assert.deepEqual(
      cities.map((city) => existsSync(join(data, city, 'postgres/postmaster.pid'))),
      [false, false],
    )
  })
})
