// kill -9 at random moments, of the server, of PostgreSQL, or of both, while twenty people report. Whoever holds a receipt finds
// the report afterwards; whoever heard nothing sends the same again and gets one; the log continues what was signed before.
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as moment } from 'node:timers/promises'
import { connect, type Instance } from '@citycop/client/keys/connect.ts'
import { verifyReceipt } from '@citycop/client/log/verify-receipt.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { verifyProof } from '@citycop/protocol/log/inclusion.ts'
import { receipt as receiptSchema } from '@citycop/protocol/reports/contract.ts'
import { serveWitnesses } from '../../cli/demo/demo-witnesses.ts'
import { chance } from '../hostile/chance.ts'
import {
  databaseOf,
  makeCity,
  openCity,
  pinsOf,
  postmasterOf,
  type Running,
  startServer,
  treeOf,
} from '../hostile/real-server.ts'
import { type Crowd, type Held, newCrowd, reportAtOnce, sendQuick, untilHeld } from '../hostile/reporters.ts'
import { memory } from '../town.ts'

const rounds = Number(process.env.CITYCOP_ROUNDS ?? 100)
const seed = Number(process.env.CITYCOP_SEED ?? Date.now() % 1_000_000_007)
const people = 20
const folder = mkdtempSync(join(tmpdir(), 'citycop-kills-'))
const data = join(folder, 'data')
const random = chance(seed)
const crowd: Crowd = newCrowd()
let server: Running
let witnesses: { close(): Promise<void> }

before(async () => {
  chmodSync(folder, 0o711) // root's PostgreSQL runs as somebody else, who must get through
  makeCity(data)
  witnesses = await serveWitnesses(data)
  server = await startServer(data)
  await openCity(server.origin, data)
})
after(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  await witnesses.close()
  rmSync(folder, { recursive: true, force: true })
})

const victims = ['the server', 'PostgreSQL', 'the server', 'both'] as const
for (let round = 1; round <= rounds; round++) {
  const victim = victims[round % victims.length]
  test(`round ${round}: ${victim} is killed, and nothing that was promised is lost`, async (t) => {
    t.diagnostic(`CITYCOP_SEED=${seed}`)
    const before = crowd.held.length
    await killDuring(victim === 'both' ? ['server', 'postgres'] : victim === 'PostgreSQL' ? ['postgres'] : ['server'])
    server = await startServer(data)
    const device = await connect(server.origin, { memory: memory(), pins: pinsOf(data) })
    const unheard = crowd.unheard.splice(0)
    for (const report of unheard) await sendQuick(crowd, device, report)
    assert.deepEqual([crowd.unheard.length, crowd.strange.splice(0)], [0, []], 'who sends again gets a receipt')
    for (const one of crowd.held.slice(before)) await assertFound(device, one)
    await assertLogHolds(crowd.held.slice(before))
    t.diagnostic(`${crowd.held.length - before} receipts, ${unheard.length} of them for reports sent again`)
  })
}

test('a server that is asked to stop finishes what it acknowledged, and says goodbye with 0', async () => {
  const before = crowd.held.length
  let stopping = false
  const reporting = reportAtOnce(crowd, server.origin, pinsOf(data), people, () => stopping)
  await untilHeld(crowd, before + 50)
  server.child.kill('SIGTERM')
  const how = await server.ended
  const said = server.said()
  stopping = true
  await reporting
  server = await startServer(data)
  assert.equal(how, '0', said)
  assert.deepEqual(crowd.strange.splice(0), [])
})

test('at the end every receipt of every round is found, and the log proves each of them', async (t) => {
  const device = await connect(server.origin, { memory: memory(), pins: pinsOf(data) })
  for (const report of crowd.unheard.splice(0)) await sendQuick(crowd, device, report)
  for (const one of crowd.held) await assertFound(device, one)
  await assertLogHolds(crowd.held)
  t.diagnostic(`${crowd.held.length} receipts`)
})

async function killDuring(what: readonly ('server' | 'postgres')[]): Promise<void> {
  let stopped = false
  const reporting = reportAtOnce(crowd, server.origin, pinsOf(data), people, () => stopped)
  await untilHeld(crowd, crowd.held.length + 1 + random.below(40)) // one at least: before that nobody may have reached it
  await moment(random.below(100))
  const postmaster = postmasterOf(data)
  if (what.includes('postgres')) process.kill(postmaster, 'SIGKILL')
  if (what.includes('server')) server.child.kill('SIGKILL')
  const how = await server.ended // without its database it ends by itself
  assert.notEqual(how, '0')
  stopped = true
  await reporting
}

async function assertFound(device: Instance, { keys, receipt, files }: Held): Promise<void> {
  assert.ok(Object.values(verifyReceipt(pinsOf(data), receipt)).every(Boolean))
  const mailbox = await readMailbox(device, keys)
  assert.ok(mailbox && 'status' in mailbox, `${receipt.reference} was promised and is not there`)
  assert.deepEqual([mailbox.sent[0], mailbox.status, mailbox.files], [receipt.id, 'received', files])
  assert.deepEqual(
    mailbox.acts.map((act) => [act.action, act.leaf]),
    [['report:submit', receipt.index]],
  )
}

/** Every checkpoint that anybody was ever shown is a state this log went through. */
async function assertLogHolds(held: readonly Held[]): Promise<void> {
  const client = await databaseOf(data)
  const { size, tree } = await treeOf(client)
  await client.end()
  const key = parseLogKey(pinsOf(data).logKey)
  for (const { receipt } of held) {
    const leaf = parsePayload(receiptSchema, fromBase64(receipt.receipt.payload))?.leaf ?? ''
    const shown = verifyProof(receipt.proof, fromBase64(leaf), key)?.checkpoint
    assert.ok(shown && shown.size <= size)
    assert.ok(Buffer.from(tree.root(shown.size)).equals(shown.root), `the log forked before ${shown.size}`)
  }
}
