// What a city may hand out instead of its log, and what becomes of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spellBundle } from '@citycop/protocol/log/entry-bundle.ts'
import { at, opening } from '../../testing/opened-report.ts'
import { type Far, logWith, type Meddle, type PublicLog, strangers, witnesses } from '../../testing/public-log.ts'
import type { LogState } from './log-check.ts'

const publicForks: [string, number, number][] = [
  ['of the same size and another root', 1250, 1304],
  ['that grew otherwise', 750, 1320],
]
for (const [name, place, size] of publicForks) {
  test(`a forked checkpoint ${name} is a contradiction, and stays one`, async (t) => {
    const { far, log, phone, check } = opening(t)
    assert.equal((await check()).state, 'confirmed')
    const first = phone.seen().published
    const fork = log.fork(place)
    Object.assign(far, { log: fork, note: fork.note(size, at), internal: log })
    const found = await check()
    assert.deepEqual([found.state, found.why], ['contradiction', 'fork'])
    assert.deepEqual(
      [found.contradiction?.first, found.contradiction?.second, phone.seen().published],
      [first?.note, far.note, first],
    )
    Object.assign(far, { log, note: log.note(1312, at), internal: undefined })
    const later = await check()
    assert.deepEqual([later.state, later.contradiction], ['contradiction', found.contradiction])
  })
}

test('what was published must be the beginning of what the page was checked against', async (t) => {
  const { far, log, check } = opening(t)
  far.log = log.fork(600)
  far.note = far.log.note(1304, at)
  far.internal = log
  const found = await check()
  assert.equal(found.state, 'contradiction')
})

test('public and internal log, forked where this report has no act, contradict each other', async (t) => {
  const { told, far, log, check, phone } = opening(t)
  const other = logWith(told, 1324)
  for (const [i, entry] of log.entries.entries()) if (i !== 1200) other.entries[i] = entry
  Object.assign(far, { log: other, note: other.note(1304, at), internal: log })
  const found = await check()
  assert.deepEqual([found.state, found.why], ['contradiction', 'fork'])
  assert.equal(phone.seen().contradiction?.first, far.note)
})

test('a smaller log than the one seen before is not confirmed, and does not take its place', async (t) => {
  const { far, log, check, phone } = opening(t)
  await check()
  far.note = log.note(1296, '2026-11-23T12:03Z')
  const found = await check()
  assert.deepEqual([found.state, found.why, phone.seen().published?.size], ['stale', 'older', 1304])
})

const swap = (log: PublicLog, n: number) => {
  const entries = log.entries.slice(256 * n, 256 * n + 256)
  entries[9] = strangers(1)[0] as Uint8Array
  return spellBundle(entries)
}
const handedOut: [string, LogState, (far: Far) => Meddle][] = [
  [
    'a changed entry',
    'contradiction',
    ({ log }) =>
      (path, file) =>
        path === 'tile/entries/003' ? swap(log, 3) : file,
  ],
  [
    'a changed tile',
    'contradiction',
    () => (path, file) => (path.startsWith('tile/1/') && file ? file.map((byte) => byte ^ 1) : file),
  ],
  ['a missing bundle', 'waiting', () => (path, file) => (path === 'tile/entries/003' ? undefined : file)],
  ['a cut bundle', 'waiting', () => (path, file) => (path === 'tile/entries/003' ? file?.subarray(0, -66) : file)],
  ['half an entry', 'waiting', () => (path, file) => (path === 'tile/entries/003' ? file?.subarray(0, -1) : file)],
  ['a cut tile', 'waiting', () => (path, file) => (path.startsWith('tile/1/') ? file?.subarray(0, -32) : file)],
  ['no tile', 'waiting', () => (path, file) => (path.startsWith('tile/1/') ? undefined : file)],
  ['a cut checkpoint', 'contradiction', () => (path, file) => (path === 'checkpoint' ? file?.subarray(0, -20) : file)],
]
for (const [name, state, meddle] of handedOut) {
  test(`${name}: ${state}`, async (t) => {
    const { far, check, phone } = opening(t)
    far.meddle = meddle(far)
    const found = await check()
    assert.equal(found.state, state)
    assert.deepEqual([found.confirmed, found.unscanned], [0, true])
    assert.equal(phone.seen().published, undefined)
  })
}

test('a checkpoint with a bad cosignature by a known witness is refused whole', async (t) => {
  const { far, log, check } = opening(t)
  const [good, other] = [log.note(1304, at), log.note(1296, at)]
  const lines = good.split('\n')
  lines[5] = other.split('\n')[5] as string // the watchdog's, of another checkpoint
  far.note = lines.join('\n')
  assert.deepEqual([(await check()).state, (await check()).why], ['contradiction', 'note'])
})

test('a checkpoint that another key signed is refused', async (t) => {
  const { far, log, check } = opening(t)
  far.note = log.note(1304, at).replace('citycop.testville.example/log/1', 'citycop.elsewhere.example/log/1')
  assert.equal((await check()).why, 'note')
})

test('too few witnesses: it waits, and what was kept stays', async (t) => {
  const { far, log, check, phone } = opening(t)
  far.note = log.note(1304, at, witnesses.slice(1)) // both peers, no watchdog
  const found = await check()
  assert.deepEqual([found.state, found.why, found.witnesses], ['waiting', 'quorum', ['peer-1', 'peer-2']])
  assert.equal(phone.seen().published, undefined)
})

test('a log whose entries are far larger than said is not swallowed whole', async (t) => {
  const { far, check } = opening(t)
  far.meddle = (path, file) => (path.startsWith('tile/entries') ? new Uint8Array(6_000_000) : file)
  const found = await check()
  assert.deepEqual([found.state, found.confirmed], ['waiting', 0])
  assert.ok(['large', 'unavailable'].includes(found.why ?? ''))
})

test('what was kept of another log is not held against this one', async (t) => {
  const { check, phone, log } = opening(t)
  const foreign = log.note(1312, at).replaceAll('testville', 'elsewhere')
  phone.memory.write({ ...phone.seen(), published: { size: 1312, hashes: ['00'.repeat(32)], note: foreign } })
  assert.equal((await check()).state, 'confirmed')
  assert.equal(phone.seen().published?.size, 1304)
})
