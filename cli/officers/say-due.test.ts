import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayDue } from './say-due.ts'

const today = '2026-11-23'
const clocks = { acknowledgeBy: '2026-11-22', answerBy: '2026-12-01' }
const acknowledged = { ...clocks, acknowledgedOn: '2026-11-21' }
const paused = { until: today, reason: 'inquiries' } as const

test('a pause is said with its last day and its reason, as on the page, and no longer than it lasts', () => {
  const row = { status: 'taken', clocks: { ...acknowledged, paused } } as const
  assert.equal(sayDue(row, today), 'paused until 2026-11-23 (inquiries)')
  assert.equal(sayDue(row, '2026-11-24'), '2026-12-01')
  assert.equal(
    sayDue({ ...row, clocks: { ...clocks, paused } }, today),
    '2026-11-22 late',
    'what is owed first has no pause',
  )
})

test('nothing is due on what is closed or answered', () => {
  assert.equal(sayDue({ status: 'closed', clocks: { ...acknowledged, paused } }, today), '')
  assert.equal(sayDue({ status: 'taken', clocks: { ...acknowledged, answeredOn: today, paused } }, today), '')
})
