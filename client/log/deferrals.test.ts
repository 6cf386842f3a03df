// A city that keeps an opening back for ever, a little longer at each visit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, now } from '../../testing/opened-report.ts'
import { device, logWith, pageOf, sawInternal, serve, tell } from '../../testing/public-log.ts'
import { checkLog } from './check-log.ts'
import { compareDeferrals } from './deferrals.ts'
import { Doubt } from './doubt.ts'
import type { Shown } from './shown-acts.ts'

const seconds = (moment: string) => Date.parse(moment) / 1000
const waiting = (until: string): Shown => ({
  first: 0,
  acts: [],
  deferred: [{ n: 1, until, ground: 'inquiry', leaf: 800, entry: '' }],
})
const withheld = (error: unknown) => error instanceof Doubt && error.why === 'withheld' && error.index === 800

test('what witnesses had confirmed by a day is not kept back longer than the policy lets it from that day', () => {
  const seen = [{ size: 900, newest: seconds('2026-11-01T10:00Z') }]
  compareDeferrals(waiting('2026-12-02'), 30, seen)
  assert.throws(() => compareDeferrals(waiting('2026-12-03'), 30, seen), withheld)
  compareDeferrals(waiting('2026-12-03'), 30, [{ size: 800, newest: seconds('2026-11-01T10:00Z') }]) // it came after
  compareDeferrals(waiting('2026-12-03'), 30, [{ size: 900, newest: undefined }])
})

test('nor longer than that from an act on the same report that came after it', () => {
  const told = tell([
    { kind: 'report:submit', at: '2026-10-01', leaf: 700 },
    { kind: 'report:take', at: '2026-10-02T09:00Z', leaf: 801 },
  ])
  const [submitted, taken] = told.acts.map(({ act }) => act)
  assert.ok(submitted && taken)
  const acts = [submitted, { ...taken, n: 2 }]
  compareDeferrals({ ...waiting('2026-11-02'), acts }, 30, [])
  assert.throws(() => compareDeferrals({ ...waiting('2026-11-03'), acts }, 30, []), withheld)
})

test('an act told later is looked for in the log like the others: there, and nowhere else', async (t) => {
  const told = tell([
    { kind: 'report:submit', at: '2026-11-23', leaf: 700 },
    { kind: 'report:open', at: '2026-11-23T11:00Z', leaf: 800 },
    { kind: 'report:take', at: '2026-11-23T11:30Z', leaf: 1100 },
  ])
  const log = logWith(told, 1324)
  const [submitted, opened, taken] = told.acts
  assert.ok(submitted && opened && taken)
  const entry = Buffer.from(opened.entry).toString('base64')
  const check = async (leaf: number, until: string) => {
    t.mock.reset()
    const phone = device()
    sawInternal(phone, log)
    serve(t, log, log.note(1304, at))
    const page = {
      ...pageOf([submitted.act, taken.act]),
      deferred: [{ n: 1, until, ground: 'inquiry', leaf, entry } as const],
    }
    const { check } = await checkLog(phone, told.keys, page, { now })
    return check.why ?? check.state
  }
  assert.equal(await check(800, '2026-12-20'), 'confirmed')
  assert.equal(await check(801, '2026-12-20'), 'moved')
  assert.equal(await check(800, '2027-02-01'), 'withheld')
  t.mock.reset()
})
