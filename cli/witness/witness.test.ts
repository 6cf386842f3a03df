import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { verifyCosignature } from '@citycop/protocol/log/cosignature.ts'
import { parseKey } from '@citycop/protocol/log/note.ts'
import { smallLog } from '../../testing/small-log.ts'
import { ask, evidence, start, submit } from '../../testing/test-witness.ts'
import { originHash } from './checkpoint-files.ts'

const origin = 'citycop.testville.example/log/1'

test('a witness cosigns a log that grows, and says when', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key], now: () => 1_800_000_000 })
  for (const [old, size] of [
    [0, 3],
    [3, 3],
    [3, 70],
    [70, 128],
  ] as const) {
    const { status, body } = await submit(witness, log, old, size)
    assert.equal(status, 200)
    assert.deepEqual(verifyCosignature(log.checkpoint(size) + body, parseKey(witness.keyLine)), { time: 1_800_000_000 })
  }
})

test('it shows the latest checkpoint it cosigned, with its own and the log’s signature and no other', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key] })
  const at = `/${originHash(origin)}/checkpoint`
  assert.equal((await ask(witness, 'GET', at)).status, 404)
  const grease = '\u2014 somebody.else/x AAAAAAAAAAAA\n'
  const { body } = await submit(witness, log, 0, 5, [], log.checkpoint(5) + grease)
  for (const path of [at, `/witness${at}`]) {
    const shown = await ask(witness, 'GET', path)
    assert.equal(shown.body, log.checkpoint(5) + body)
    assert.equal(shown.headers['cache-control'], 'no-store')
  }
})

test('a log’s first checkpoint may be of the empty tree, and only with the empty tree’s root', async (t) => {
  const [log, liar] = [smallLog(origin), smallLog('liar.example/log/1')]
  const witness = await start(t, { logs: [log.key, liar.key] })
  assert.equal((await submit(witness, log, 0, 0)).status, 200)
  assert.equal((await submit(witness, log, 0, 9)).status, 200)
  assert.equal((await submit(witness, liar, 0, 4, [liar.leaf(0)])).status, 422, 'a proof from nothing')
})

test('a smaller tree than the one it cosigned is refused with the size it knows', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key] })
  await submit(witness, log, 0, 40)
  for (const [old, size] of [
    [0, 30],
    [30, 30],
    [20, 30],
    [39, 41],
  ] as const) {
    const refused = await submit(witness, log, old, size)
    assert.deepEqual([refused.status, refused.body], [409, '40\n'])
  }
  assert.deepEqual(evidence(witness), [], 'an old checkpoint is no contradiction')
})

test('a fork is refused, and what shows it is kept', async (t) => {
  const log = smallLog(origin)
  const told: string[] = []
  const witness = await start(t, { logs: [log.key], tell: (line) => told.push(line) })
  const { body } = await submit(witness, log, 0, 40)
  const fork = log.fork(30)
  const refused = await submit(witness, fork, 40, 50)
  assert.equal(refused.status, 422)
  const [file = '', ...more] = evidence(witness)
  assert.deepEqual(more, [])
  const kept = readFileSync(join(witness.state, 'evidence', file), 'utf8')
  assert.ok(kept.startsWith(`${log.checkpoint(40)}${body}\nold 40\n`) && kept.endsWith(fork.checkpoint(50)))
  assert.equal(told.length, 1)
  assert.equal((await submit(witness, log, 40, 50)).status, 200, 'the history it knows goes on')
})

test('another root at the same size is evidence whatever old size it comes with', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key] })
  await submit(witness, log, 0, 40)
  assert.equal((await submit(witness, log.fork(10), 40, 40)).status, 422)
  assert.equal((await submit(witness, log.fork(11), 0, 40)).status, 409)
  assert.deepEqual(
    evidence(witness).map((name) => name.split('-').slice(1, 3).join('-')),
    ['fork-40', 'fork-40'],
  )
})

test('false proofs beside one true note are kept once: strangers cannot fill the evidence', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key] })
  await submit(witness, log, 0, 40)
  for (const index of [1, 2, 3, 4]) assert.equal((await submit(witness, log, 40, 50, [log.leaf(index)])).status, 422)
  assert.equal(evidence(witness).length, 1)
  assert.equal((await submit(witness, log, 40, 40, [log.leaf(1)])).status, 422)
  assert.equal(evidence(witness).length, 1, 'a false proof of what is known shows nothing')
})

test('a log it does not know is refused', async (t) => {
  const witness = await start(t, { logs: [smallLog(origin).key] })
  assert.equal((await submit(witness, smallLog('stranger.example/log'), 0, 1)).status, 404)
})

test('a checkpoint the log did not sign is refused, with a bad signature beside a good one too', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key] })
  const imposter = smallLog(origin)
  const spoilt = (log.checkpoint(3).split('\n\n')[1] as string).replace(/.{4}\n$/, 'AAA=\n')
  const unsigned = `${log.checkpoint(3).split('\n\n')[0]}\n\n\u2014 somebody.else/x AAAAAAAAAAAA\n`
  for (const note of [imposter.checkpoint(3), unsigned, `${log.checkpoint(3)}${spoilt}`])
    assert.equal((await submit(witness, log, 0, 3, [], note)).status, 403)
  assert.equal((await ask(witness, 'GET', `/${originHash(origin)}/checkpoint`)).status, 404)
})

test('what is not a request is refused before anything is looked up', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key] })
  const note = log.checkpoint(3)
  const hash = Buffer.alloc(32).toString('base64')
  for (const body of [
    '',
    note,
    `old 00\n\n${note}`,
    `old -1\n\n${note}`,
    `old 0x0\n\n${note}`,
    `old 9007199254740993\n\n${note}`,
    `old 0\r\n\r\n${note}`,
    `old 0\n${note}`,
    `old 0\nAAAA\n\n${note}`,
    `old 0\n${hash} \n\n${note}`,
    `old 0\n${`${hash}\n`.repeat(64)}\n${note}`,
    `old 0\n\n${note.slice(0, -1)}`,
    `old 0\n\n${note.replace('\n3\n', '\n03\n')}`,
    `old 4\n\n${note}`,
    Buffer.from([0xff, 0xfe]),
  ])
    assert.equal((await ask(witness, 'POST', '/add-checkpoint', body)).status, 400, String(body).slice(0, 40))
})

test('a request of more than 64 KiB is refused, said in its head or not', async (t) => {
  const witness = await start(t, { logs: [smallLog(origin).key] })
  const large = 'x'.repeat(70_000)
  assert.equal((await ask(witness, 'POST', '/add-checkpoint', large)).status, 413)
  assert.equal((await ask(witness, 'POST', '/add-checkpoint', large, { 'transfer-encoding': 'chunked' })).status, 413)
})

test('a body that never ends is not read to its end', async (t) => {
  const witness = await start(t, { logs: [] })
  const endless = ask(witness, 'POST', '/add-checkpoint', 'x'.repeat(20_000_000), { 'transfer-encoding': 'chunked' })
  const { status } = await endless.catch(() => ({ status: 413 })) // it may be cut off while we send
  assert.equal(status, 413)
})

test('other paths and methods have nothing', async (t) => {
  const witness = await start(t, { logs: [] })
  for (const [method, path, status] of [
    ['GET', '/', 404],
    ['GET', '/add-checkpoint', 405],
    ['POST', `/${originHash(origin)}/checkpoint`, 405],
    ['GET', '/../key', 404],
    ['GET', '/checkpoints/x', 404],
  ] as const)
    assert.equal((await ask(witness, method, path)).status, status, `${method} ${path}`)
})

test('of two requests with the same old size one wins, and no two histories are cosigned', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key] })
  await submit(witness, log, 0, 10)
  for (let size = 10; size < 30; size += 2) {
    const both = await Promise.all([
      submit(witness, log, size, size + 2),
      submit(witness, log.fork(size), size, size + 2),
    ])
    const [won, lost] = both.toSorted((one, other) => one.status - other.status)
    assert.deepEqual([won?.status, lost?.status], [200, 409])
    if (both[0]?.status !== 200) return // it follows the fork now: the log is at fault, not the witness
  }
})

test('more requests than it can hold are told to come again', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key] })
  const answers = await Promise.all(Array.from({ length: 100 }, () => submit(witness, log, 0, 7)))
  const count = (status: number) => answers.filter((one) => one.status === status).length
  assert.equal(count(200), 1)
  assert.equal(count(409) + count(503), 99)
})
