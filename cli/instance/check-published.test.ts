import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { answered, type Far, pins, publicLog, strangers, witnesses } from '../../testing/public-log.ts'
import { checkPublished } from './check-published.ts'

const at = '2026-11-23T12:00Z'
const later = (minutes: number) => new Date(Date.parse('2026-11-23T12:00:00Z') + minutes * 60_000)
const log = publicLog(strangers(24))

async function city(t: TestContext, note: string | undefined): Promise<string> {
  const far: Far = { log, note, asked: [] }
  const server = createServer(async (request, response) => {
    const answer = answered(far, request.url ?? '', await text(request))
    response.writeHead(answer.status).end(new Uint8Array(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const found = async (t: TestContext, note: string | undefined, now = later(2), known = pins) => {
  const checks = await checkPublished(await city(t, note), known, now)
  for (const { state, mend } of checks) if (state !== 'ok') assert.ok(mend, 'what to do is missing')
  return Object.fromEntries(checks.filter(({ state }) => state !== 'ok').map(({ name, state }) => [name, state]))
}

test('a checkpoint that every witness signed two minutes ago is as it should be', async (t) => {
  assert.deepEqual(await found(t, log.note(24, at)), {})
})

test('each witness whose signature is missing is named, and too few of them are a failure', async (t) => {
  assert.deepEqual(await found(t, log.note(24, at, witnesses.slice(0, 2))), { 'witness: peer-2': 'warn' })
  assert.deepEqual(await found(t, log.note(24, at, witnesses.slice(1))), {
    'witness: watchdog': 'warn',
    'log: enough witnesses': 'fail',
    'log: age': 'fail',
  })
})

test('a checkpoint older than two beats is warned about, and after a day it fails, as phones then call it stale', async (t) => {
  const note = log.note(24, at)
  assert.deepEqual(await found(t, note, later(11)), {})
  assert.deepEqual(await found(t, note, later(12)), { 'log: age': 'warn' })
  assert.deepEqual(await found(t, note, later(24 * 60 + 1)), { 'log: age': 'fail' })
  const demo = { ...pins, demo: true }
  assert.deepEqual(await found(t, note, later(1), demo), {})
  assert.deepEqual(await found(t, note, later(2), demo), { 'log: age': 'warn' })
})

test('a checkpoint that another log signed, or with a false signature, fails; none at all is warned about', async (t) => {
  const note = log.note(24, at)
  const lines = note.split('\n')
  lines[5] = log.note(16, at).split('\n')[5] as string // the watchdog's, of another checkpoint
  for (const bad of [note.replace('testville.example', 'elsewhere.example'), lines.join('\n'), 'hello\n'])
    assert.deepEqual(await found(t, bad), { 'log: published': 'fail' })
  assert.deepEqual(await found(t, undefined), { 'log: published': 'warn' })
})

test('a city without witnesses is said to have none, and is not called ill for it', async (t) => {
  const { witnessPolicy: _, ...alone } = pins
  assert.deepEqual(await found(t, log.checkpoint(24), later(9000), alone), {})
})
