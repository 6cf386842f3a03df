import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { actOf, isAble, reasonsOf } from './bulk-act.ts'
import { pickRange } from './pick-range.ts'

const today = '2026-11-23'
const row = (changes: object = {}) =>
  ({
    status: 'taken',
    regime: 'UNDETERMINED',
    clocks: { acknowledgeBy: '2026-11-25', answerBy: '2026-12-09' },
    ...changes,
  }) as InboxRow

test('what is taken is not taken twice, what is closed is given to nobody, what is filed is not filed in bulk', () => {
  assert.deepEqual([isAble(row(), 'take', today), isAble(row({ status: 'received' }), 'take', today)], [false, true])
  assert.deepEqual([isAble(row({ status: 'closed' }), 'assign', today), isAble(row(), 'assign', today)], [false, true])
  assert.equal(isAble(row({ status: 'waiting' }), 'assign', today), true)
  assert.deepEqual([isAble(row({ regime: 'LED' }), 'file', today), isAble(row(), 'file', today)], [false, true])
})

test('a clock is paused while it runs, and not when it has run out, stands still or was answered', () => {
  const { clocks } = row()
  const able = (changes: object) => isAble(row({ clocks: { ...clocks, ...changes } }), 'pause', today)
  assert.deepEqual([able({}), able({ answeredOn: today }), able({ answerBy: '2026-11-22' })], [true, false, false])
  assert.equal(able({ paused: { until: '2026-11-30', reason: 'surge' } }), false)
  assert.equal(able({ paused: { until: '2026-11-20', reason: 'surge' } }), true)
  assert.equal(isAble(row({ status: 'received' }), 'pause', today), false)
})

test('an act that lacks its reason, its colleague, its day or its class is none', () => {
  const chosen = { kind: undefined, reason: 'surge', to: '', law: undefined, filedAs: undefined, until: '' } as const
  assert.equal(actOf(chosen), undefined)
  for (const kind of ['assign', 'file', 'pause'] as const) assert.equal(actOf({ ...chosen, kind }), undefined)
  assert.equal(actOf({ ...chosen, kind: 'take', reason: 'other-office' }), undefined)
  assert.equal(actOf({ ...chosen, kind: 'file', law: 'GDPR', filedAs: 'crime_minor' }), undefined)
  assert.deepEqual(actOf({ ...chosen, kind: 'take' }), { kind: 'take', reason: 'surge' })
  for (const kind of ['take', 'assign', 'file', 'pause'] as const) assert.ok(reasonsOf(kind).includes('surge'))
})

test('with Shift everything between two boxes is meant, in either direction', () => {
  const shown = ['a', 'b', 'c', 'd']
  assert.deepEqual(pickRange(shown, 'c', true), ['c'])
  assert.deepEqual(pickRange(shown, 'a', true), ['a', 'b', 'c'])
  assert.deepEqual(pickRange(shown, 'd', false), ['d'])
  assert.deepEqual(pickRange(shown, 'b', true), ['b', 'c', 'd'])
})
