import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { keyLine, parseKey } from '@citycop/protocol/log/note.ts'
import { sizeType } from '@citycop/protocol/log/witness-request.ts'
import { smallLog } from '../../testing/small-log.ts'
import { start, submit } from '../../testing/test-witness.ts'
import { originHash } from './checkpoint-files.ts'

const origin = 'citycop.testville.example/log/1'

test('a witness started again on its folder knows what it signed, and has the same key', async (t) => {
  const log = smallLog(origin)
  const first = await start(t, { logs: [log.key], name: 'watchdog.example/w1' })
  assert.equal((await submit(first, log, 0, 40)).status, 200)
  await first.close()
  const second = await start(t, { logs: [log.key], state: first.state })
  assert.equal(second.keyLine, first.keyLine)
  assert.match(second.keyLine, /^watchdog\.example\/w1\+/)
  const refused = await submit(second, log, 0, 50)
  assert.deepEqual([refused.status, refused.body, refused.headers['content-type']], [409, '40\n', sizeType])
  assert.equal((await submit(second, log, 40, 50)).status, 200)
})

test('a write that was cut off is forgotten, and the file before it holds', async (t) => {
  const log = smallLog(origin)
  const first = await start(t, { logs: [log.key] })
  await submit(first, log, 0, 20)
  await first.close()
  const file = join(first.state, 'checkpoints', originHash(origin))
  writeFileSync(`${file}.unfinished`, readFileSync(file, 'utf8').slice(0, 50))
  const second = await start(t, { logs: [log.key], state: first.state })
  assert.equal(existsSync(`${file}.unfinished`), false)
  assert.equal((await submit(second, log, 0, 30)).body, '20\n')
})

test('a damaged memory, a lost one, a second process and a name that is not the key’s are refused', async (t) => {
  const log = smallLog(origin)
  const first = await start(t, { logs: [log.key] })
  await submit(first, log, 0, 20)
  await assert.rejects(start(t, { logs: [log.key], state: first.state }), { code: 'in-use' })
  await first.close()
  await assert.rejects(start(t, { logs: [], state: first.state, name: 'other.example' }), { code: 'other-name' })
  const file = join(first.state, 'checkpoints', originHash(origin))
  const note = readFileSync(file, 'utf8')
  for (const damaged of [note.slice(0, -10), '', note.replace('\n20\n', '\n19\n'), log.checkpoint(20)]) {
    writeFileSync(file, damaged)
    await assert.rejects(start(t, { logs: [log.key], state: first.state }), { code: 'damaged' })
  }
})

test('a key without its memory does not sign', async (t) => {
  const first = await start(t, { logs: [] })
  await first.close()
  rmSync(join(first.state, 'checkpoints'), { recursive: true })
  await assert.rejects(start(t, { logs: [], state: first.state }), { code: 'memory-lost' })
})

test('a log with the witness’s own key is refused', async (t) => {
  const first = await start(t, { logs: [] })
  await first.close()
  const { publicKey } = parseKey(first.keyLine)
  const log = parseLogKey(keyLine(origin, 1, publicKey))
  await assert.rejects(start(t, { logs: [log], state: first.state }), { code: 'own-key' })
})

test('nobody else can read the key', async (t) => {
  const witness = await start(t, { logs: [] })
  assert.equal(statSync(join(witness.state, 'key')).mode & 0o777, 0o600)
  assert.equal(statSync(witness.state).mode & 0o077, 0)
})

test('what cannot be written down is not signed, then or later', async (t) => {
  const log = smallLog(origin)
  const witness = await start(t, { logs: [log.key] })
  await submit(witness, log, 0, 20)
  const file = join(witness.state, 'checkpoints', originHash(origin))
  rmSync(file)
  mkdirSync(file) // nothing can take a folder's name
  assert.equal((await submit(witness, log, 20, 30)).status, 500)
  assert.equal((await submit(witness, log, 20, 30)).status, 503)
})
