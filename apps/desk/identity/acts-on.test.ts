import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RequestView } from '../worker/commands.ts'
import { actOn, mayAsk, reportNumber, signOf, unreviewed } from './acts-on.ts'

const request: RequestView = {
  id: '00',
  reference: 'K7QF-2M9X',
  unit: 'harbour-team',
  state: 'asked',
  mine: false,
  part: false,
  purpose: 'led_investigate',
  reason: 'witness-needed',
  emergency: false,
  until: '2026-11-26',
}
const custodian = { units: ['custodians'], roles: ['identity_custodian'] as const }
const supervisor = { units: ['supervisors'], roles: ['supervisor'] as const }
const both = { units: ['custodians', 'supervisors'], roles: ['identity_custodian', 'supervisor'] as const }
const dpo = { units: [], roles: ['dpo'] as const }
const mine = { ...request, mine: true, part: true }

test('nobody agrees to what they asked for, whatever their roles', () => {
  assert.equal(actOn(mine, both), undefined)
  assert.equal(actOn(request, supervisor), 'approve')
  assert.equal(actOn(request, { ...supervisor, units: [] }), undefined, 'nor without the key of the supervisors')
  assert.deepEqual([actOn(request, dpo), actOn(request, custodian)], [undefined, undefined])
})

test('only the custodian who asked opens it, and only once it was agreed to', () => {
  assert.equal(actOn({ ...mine, state: 'approved' }, custodian), 'reveal')
  assert.equal(actOn({ ...request, state: 'approved' }, custodian), undefined)
  for (const state of ['asked', 'opened', 'ended'] as const)
    assert.equal(actOn({ ...mine, state }, custodian), undefined)
  assert.deepEqual([mayAsk(custodian), mayAsk(supervisor), mayAsk(dpo)], [true, false, false])
})

test('an emergency is looked at by a supervisor or the data-protection officer, and by nobody who had a part in it', () => {
  const opened: RequestView = { ...request, state: 'opened', emergency: true, reviewBy: '2026-11-25' }
  assert.deepEqual([actOn(opened, supervisor), actOn(opened, dpo)], ['review', 'review'])
  assert.equal(actOn({ ...opened, part: true }, supervisor), undefined)
  assert.equal(actOn(opened, custodian), undefined)
  const { reviewBy: _, ...reviewed } = opened
  assert.equal(actOn(reviewed, dpo), undefined)
})

test('a review is late from the day after its last, and only for those who had a part', () => {
  const opened: RequestView = { ...mine, state: 'opened', emergency: true, reviewBy: '2026-11-25' }
  const counts = (one: RequestView, today: string) => {
    const { late, waiting } = unreviewed([one], today)
    return [late.length, waiting.length]
  }
  assert.deepEqual(counts(opened, '2026-11-25'), [0, 1])
  assert.deepEqual(counts(opened, '2026-11-26'), [1, 0])
  assert.deepEqual(counts({ ...opened, part: false }, '2026-11-26'), [0, 0])
})

test('a number is read however it is typed, and what is none is none', () => {
  assert.equal(reportNumber(' k7qf2m9x '), 'K7QF-2M9X')
  assert.equal(reportNumber('K7QF-2M9X'), 'K7QF-2M9X')
  for (const wrong of ['', 'K7QF', 'K7QF-2M9X1', 'K7QF--2M9X', '../../x']) assert.equal(reportNumber(wrong), undefined)
  assert.equal(signOf('3f9a12c0deadbeef'), '3F9A-12C0')
})
