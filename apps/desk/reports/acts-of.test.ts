import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { actsOf } from './acts-of.ts'

const today = '2026-11-23'
const clocks = { acknowledgeBy: '2026-11-25', answerBy: '2026-12-09' }
const roles = (...roles: Parameters<typeof actsOf>[0]['officer']['roles']) => ({
  name: 'x',
  units: ['harbour-team'],
  roles,
})

function acts(changes: object = {}, officer = roles('supervisor')) {
  const row = { status: 'taken', regime: 'UNDETERMINED', clocks, ...changes } as InboxRow
  return actsOf({ officer, status: row.status, row, today })
}

test('nothing is offered on an erased report, and on a withdrawn one no answer and no closing', () => {
  assert.deepEqual(acts({ status: 'erased' }), { next: [], others: [], lawful: [] })
  const { next, others } = acts({ status: 'withdrawn' })
  assert.deepEqual([next.includes('answer'), next.includes('close'), others], [false, false, ['court']])
})

test('only a supervisor changes a law that was decided', () => {
  assert.ok(acts({ regime: 'LED' }).lawful.includes('change-law'))
  assert.ok(!acts({ regime: 'LED' }, roles('case_officer')).lawful.includes('change-law'))
  assert.ok(!acts().lawful.includes('change-law'))
})

test('who takes it comes first, then the answer; an undecided law stands in the open, and a decided one behind the disclosure', () => {
  assert.deepEqual(acts({ status: 'received' }).next.slice(0, 3), ['take', 'answer', 'law'])
  assert.deepEqual(acts().next, ['answer', 'law', 'close'])
  assert.deepEqual(acts({ regime: 'LED' }).next, ['answer', 'close'])
  assert.deepEqual(acts({ regime: 'LED', clocks: { ...clocks, answeredOn: today } }).next, ['close', 'answer'])
})

test('until the list has told how a report stands, only what its status permits is offered', () => {
  const early = actsOf({ officer: roles('supervisor'), status: 'taken', row: undefined, today })
  assert.deepEqual(early, { next: ['answer', 'close'], others: ['refer'], lawful: [] })
})

test('a hold can be ended while there is one, and not begun a second time', () => {
  const held = acts({ hold: { until: '2027-01-01', ground: 'evidence' } }).lawful
  assert.deepEqual([held.includes('release'), held.includes('hold')], [true, false])
  assert.ok(acts().lawful.includes('hold'))
})
