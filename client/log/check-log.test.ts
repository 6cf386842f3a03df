import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, now, opened, opening } from '../../testing/opened-report.ts'
import {
  device,
  logWith,
  type PublicLog,
  pageOf,
  sawInternal,
  serve,
  strangers,
  tell,
} from '../../testing/public-log.ts'
import { Unreachable } from '../api/call.ts'
import { checkLog } from './check-log.ts'

test('an act in the log that is not shown is a contradiction', async (t) => {
  const { check, acts, phone } = opening(t)
  const found = await check(acts.slice(0, 2), { readAgain: async () => pageOf(acts.slice(0, 2)) })
  assert.deepEqual([found.state, found.why, found.index, found.confirmed], ['contradiction', 'withheld', 1100, 0])
  assert.equal(phone.seen().contradiction, undefined) // a device keeps nothing about a report
})

test('an act that came between page and check is read again, not taken for withheld', async (t) => {
  const { check, acts } = opening(t)
  const found = await check(acts.slice(0, 2), { readAgain: async () => pageOf(acts) })
  assert.deepEqual([found.state, found.acts], ['confirmed', 3])
})

test('acts withheld from the middle on, up to sixty-four later, are found', async (t) => {
  const told = tell(Array.from({ length: 66 }, (_, n) => ({ kind: 'report:open', at: '2026-11-23', leaf: 300 + n })))
  const log = logWith(told, 1000)
  for (const [n, { act }] of told.acts.entries())
    if (n > 0 && n < 65) log.entries[act.leaf] = strangers(1)[0] as Uint8Array
  const phone = device()
  sawInternal(phone, log)
  serve(t, log, log.note(1000, at))
  const { check } = await checkLog(phone, told.keys, pageOf(told.acts.slice(0, 1).map(({ act }) => act)), { now })
  assert.deepEqual([check.why, check.index], ['withheld', 365])
})

test('one act twice in the log, or shown at another place than it stands, is a contradiction', async (t) => {
  const { told, acts } = opening(t)
  const twice = logWith(told, 1324)
  twice.entries[1200] = told.acts[1]?.entry as Uint8Array
  const [intake, first, second] = acts as [(typeof acts)[0], (typeof acts)[0], (typeof acts)[0]]
  const cases: [string, PublicLog, typeof acts][] = [
    ['twice', twice, acts],
    ['moved', logWith(told, 1324), [intake, { ...first, leaf: 801 }, second]],
    ['moved', logWith(told, 1324), [intake, first, { ...second, leaf: 1310 }]],
    ['moved', logWith(told, 1324), [intake, first, { ...second, leaf: 20 }]],
    ['moved', logWith(told, 1324), [intake, { ...first, opening: second.opening }, second]],
  ]
  for (const [why, log, shown] of cases) {
    t.mock.reset()
    serve(t, log, log.note(1304, at))
    const phone = device()
    sawInternal(phone, log)
    const { check } = await checkLog(phone, told.keys, pageOf(shown), { now })
    assert.deepEqual([check.state, check.why], ['contradiction', why])
  }
})

test('an act cannot claim a time after which it was confirmed', async (t) => {
  const { log, far, check } = opening(t)
  far.note = log.note(1304, '2026-11-23T11:19Z') // the last opening says 11:30
  assert.equal((await check()).why, 'time')
  far.note = log.note(1304, '2026-11-23T11:21Z') // within what clocks may differ
  assert.equal((await check()).state, 'confirmed')
})

test('a confirmation older than a day is stale', async (t) => {
  const { check } = opening(t)
  assert.equal((await check(undefined, { now: new Date('2026-11-24T11:59:00Z') })).state, 'confirmed')
  const found = await check(undefined, { now: new Date('2026-11-24T12:01:00Z') })
  assert.deepEqual([found.state, found.why, found.newest], ['stale', 'old', Date.parse('2026-11-23T12:00Z') / 1000])
})

test('nothing published yet: a new report waits, an old one finds the log stale', async (t) => {
  const { far, check } = opening(t)
  far.note = undefined
  assert.deepEqual([(await check()).state, (await check()).why], ['waiting', 'missing'])
  assert.equal((await check(undefined, { now: new Date('2026-11-26T12:00:00Z') })).state, 'stale')
})

test('an act newer than what is published waits', async (t) => {
  const { far, log, check } = opening(t)
  far.note = log.note(1096, at)
  const found = await check()
  assert.deepEqual([found.state, found.why, found.acts, found.confirmed], ['waiting', 'newer', 3, 2])
})

test('more than five megabytes are not fetched unasked, and then it is not said that there is nothing else', async (t) => {
  const told = tell(opened)
  const log = logWith(told, 80_000)
  const phone = device()
  sawInternal(phone, log)
  const far = serve(t, log, log.note(80_000, at))
  const page = pageOf(told.acts.map(({ act }) => act))
  const { check } = await checkLog(phone, told.keys, page, { now })
  assert.deepEqual([check.state, check.why, check.unscanned, check.confirmed], ['waiting', 'large', true, 3])
  assert.ok(far.asked.every((path) => !path.includes('entries')))
  const all = await checkLog(phone, told.keys, page, { now, all: true })
  assert.equal(all.check.state, 'confirmed')
})

test('a check that is aborted stops, and leaves nothing', async (t) => {
  const { check, phone, far } = opening(t)
  const stop = new AbortController()
  await assert.rejects(
    check(undefined, { signal: stop.signal, onProgress: () => stop.abort() }),
    (error: Error) => error.name === 'AbortError',
  )
  assert.equal(phone.seen().published, undefined)
  assert.ok(!far.asked.includes('growth'))
})

test('a network that is away is no finding', async (t) => {
  const { check } = opening(t)
  t.mock.reset()
  t.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('fetch failed')))
  await assert.rejects(check(), Unreachable)
})

test('nobody outside the city is asked: unwitnessed, and never confirmed', async (t) => {
  const { told, log, acts } = opening(t)
  t.mock.reset()
  serve(t, log, log.note(1304, at, []))
  const phone = device({ witnessPolicy: undefined } as object)
  sawInternal(phone, log)
  const { check } = await checkLog(phone, told.keys, pageOf(acts), { now })
  assert.deepEqual([check.state, check.why, check.confirmed, check.newest], ['unwitnessed', undefined, 3, undefined])
})

test('every act in the log that everybody sees, and nothing else: confirmed', async (t) => {
  const { check, phone, far, log } = opening(t)
  const found = await check()
  assert.deepEqual(found, {
    state: 'confirmed',
    acts: 3,
    confirmed: 3,
    witnesses: ['watchdog', 'peer-1', 'peer-2'],
    newest: Date.parse('2026-11-23T12:00Z') / 1000,
    scanned: 604,
    bytes: 66 * (1304 - 512),
    size: 1304,
    root: found.root,
  })
  assert.deepEqual(Object.keys(phone.seen().published ?? {}), ['size', 'hashes', 'note'])
  // Whole bundles from the report's own on; no proof of a single entry is asked for.
  assert.deepEqual(far.asked.filter((path) => path.startsWith('tile')).sort(), [
    'tile/1/000.p/5',
    'tile/entries/002',
    'tile/entries/003',
    'tile/entries/004',
    'tile/entries/005.p/24',
  ])
  for (const size of [1305, 1312, 1320]) {
    far.note = log.note(size, at)
    assert.equal((await check()).state, 'confirmed')
    assert.equal(phone.seen().published?.size, size)
  }
})
