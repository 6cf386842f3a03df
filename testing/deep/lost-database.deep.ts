// The database is somebody else's here, and it drops its connections while people report. The server either goes on, or ends so
// that whoever runs it starts it anew; in neither case is a promise lost, and never does it stand there refusing for ever.
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as moment } from 'node:timers/promises'
import { connect } from '@citycop/client/keys/connect.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import pg from 'pg'
import { serveWitnesses } from '../../cli/demo/demo-witnesses.ts'
import { type Postgres, startPostgres } from '../../server/platform/postgres.ts'
import { chance } from '../hostile/chance.ts'
import { makeCity, openCity, pinsOf, type Running, startServer } from '../hostile/real-server.ts'
import { newCrowd, reportAtOnce, sendQuick, untilHeld } from '../hostile/reporters.ts'
import { memory } from '../town.ts'

const rounds = 6
const seed = Number(process.env.CITYCOP_SEED ?? Date.now() % 1_000_000_007)
const folder = mkdtempSync(join(tmpdir(), 'citycop-lost-'))
const data = join(folder, 'data')
const random = chance(seed)
const crowd = newCrowd()
let postgres: Postgres
let admin: pg.Client
let env: Record<string, string>
let server: Running
let witnesses: { close(): Promise<void> }

before(async () => {
  chmodSync(folder, 0o711)
  postgres = await startPostgres(join(folder, 'pg'), { durable: true })
  admin = new pg.Client(postgres.admin)
  await admin.connect()
  env = { DATABASE_URL: `postgres://citycop_owner@/citycop?host=${encodeURIComponent(String(postgres.owner.host))}` }
  makeCity(data)
  witnesses = await serveWitnesses(data)
  server = await startServer(data, env)
  await openCity(server.origin, data)
})
after(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  await witnesses.close()
  await admin.end()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

for (let round = 1; round <= rounds; round++)
  test(`round ${round}: every connection is dropped, and nothing that was promised is lost`, async (t) => {
    t.diagnostic(`CITYCOP_SEED=${seed}`)
    const before = crowd.held.length
    let stopped = false
    const reporting = reportAtOnce(crowd, server.origin, pinsOf(data), 20, () => stopped)
    await untilHeld(crowd, before + 1 + random.below(100))
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'citycop' and backend_type = 'client backend'`,
    )
    await moment(300)
    stopped = true
    await reporting
    const ended = await Promise.race([server.ended, moment(1000, undefined, { ref: false })])
    if (ended !== undefined) {
      t.diagnostic(`it ended: ${ended}: ${server.said().trim()}`)
      assert.notEqual(ended, '0')
      assert.doesNotMatch(server.said(), /Unhandled/, 'it ends for a reason that it says, not by an accident')
      server = await startServer(data, env)
    }
    const device = await connect(server.origin, { memory: memory(), pins: pinsOf(data) })
    const unheard = crowd.unheard.splice(0)
    for (const report of unheard) await sendQuick(crowd, device, report)
    assert.deepEqual([crowd.unheard.length, crowd.strange.splice(0)], [0, []], 'who sends again gets a receipt')
    for (const { keys, receipt } of crowd.held.slice(before)) {
      const mailbox = await readMailbox(device, keys)
      assert.ok(mailbox && 'status' in mailbox && mailbox.sent[0] === receipt.id)
    }
    t.diagnostic(`${crowd.held.length - before} receipts, ${unheard.length} of them for reports sent again`)
  })
