// A city that writes an act down late, and gives it a time at which somebody would not have minded it.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import { now } from '../../testing/opened-report.ts'
import { device, logWith, pageOf, sawInternal, serve, tell } from '../../testing/public-log.ts'
import { compareTimes } from './act-times.ts'
import { checkLog } from './check-log.ts'
import { Doubt } from './doubt.ts'

const at = '2026-11-23T12:00Z'
const sha = 'ab'.repeat(32)
const build = (not_before: string) =>
  publicEntry('build', {
    v: 1,
    name: 'citizen',
    version: '0.1.0',
    commit: 'cd'.repeat(20),
    manifest_sha256: sha,
    sri: [],
    sw_scope: '/',
    not_before,
  })
const notice = (time: string) => publicEntry('notice', { v: 1, what: 'outage', state: 'end', at: time })
const tally = (until: string) => publicEntry('tally', { v: 1, from: '2026-11-01', until, below: 5, counts: [] })

/** What becomes of a report whose opening says this time, in a log with this public entry before or behind it. */
async function check(t: TestContext, opened: string, entry?: Uint8Array, place = 900, submitted = '2026-11-22') {
  t.mock.reset()
  const told = tell([
    { kind: 'report:submit', at: submitted, leaf: 700 },
    { kind: 'report:open', at: opened, leaf: 1000 },
  ])
  const log = logWith(told, 1324)
  if (entry) log.entries[place] = entry
  const phone = device()
  sawInternal(phone, log)
  serve(t, log, log.note(1304, at))
  const { check } = await checkLog(phone, told.keys, pageOf(told.acts.map(({ act }) => act)), { now })
  return { why: check.why ?? check.state, index: check.index, confirmed: check.confirmed, phone, told, log }
}

test('an opening that claims to be older than a dated public entry before it is a contradiction', async (t) => {
  const entries = { build: build('2026-11-23T11:00Z'), notice: notice('2026-11-23T11:00Z') }
  for (const [name, entry] of Object.entries(entries)) {
    const found = await check(t, '2026-11-23T10:48Z', entry)
    assert.deepEqual([found.why, found.index, found.confirmed], ['backdated', 1000, 0], name)
    assert.equal((await check(t, '2026-11-23T10:50Z', entry)).why, 'confirmed', `${name}: what clocks may differ by`)
    assert.equal((await check(t, '2026-11-23T10:48Z', entry, 1100)).why, 'confirmed', `${name}: it stands behind`)
  }
  assert.equal((await check(t, '2026-11-22T09:00Z', tally('2026-11-22'))).why, 'backdated')
  assert.equal((await check(t, '2026-11-22T13:00Z', tally('2026-11-22'))).why, 'confirmed') // the day is over in the far east
})

test('an act that claims to be older than the one before it on the same report is a contradiction', async (t) => {
  assert.equal((await check(t, '2026-11-21T09:00Z')).why, 'backdated')
  assert.equal((await check(t, '2026-11-22T00:01Z')).why, 'confirmed')
})

test('a citizen’s act has a day alone, and is not called older than what was written on that day, wherever the city lies', async (t) => {
  const entry = build('2026-11-23T11:00Z')
  const days = { '2026-11-21': 'backdated', '2026-11-22': 'confirmed', '2026-11-23': 'confirmed' }
  for (const [day, why] of Object.entries(days)) {
    const told = await check(t, '2026-11-23T11:30Z', entry, 640, day)
    assert.equal(told.why, why, day)
  }
})

test('an act behind what witnesses had confirmed when this device last looked cannot be older than their word', async (t) => {
  const first = await check(t, '2026-11-23T11:00Z')
  const later = tell([
    { kind: 'report:submit', at: '2026-11-22', leaf: 1310 },
    { kind: 'report:open', at: '2026-11-23T11:40Z', leaf: 1400 },
  ])
  const grown = logWith(later, 1500)
  for (const [i, entry] of first.log.entries.entries()) if (i < 1304) grown.entries[i] = entry
  sawInternal(first.phone, grown)
  t.mock.reset()
  serve(t, grown, grown.note(1480, '2026-11-23T12:03Z'))
  const page = pageOf(later.acts.map(({ act }) => act))
  const { check: found } = await checkLog(first.phone, later.keys, page, { now })
  assert.deepEqual([found.why, found.index], ['backdated', 1400])
})

test('the rule by itself: the first act that cannot be is named', () => {
  const acts = [
    { at: '2026-11-22', leaf: 1 },
    { at: '2026-11-23T10:00Z', leaf: 5 },
    { at: '2026-11-23T09:49Z', leaf: 9 },
  ]
  const named = (error: unknown) => error instanceof Doubt && error.why === 'backdated' && error.index === 9
  assert.throws(() => compareTimes(acts, { size: 20, newest: undefined }, []), named)
  compareTimes(acts.slice(0, 2), { size: 20, newest: undefined }, [{ index: 6, time: Date.parse(at) / 1000 }])
})
