import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byUrgency, due, needsToday } from './urgency.ts'

const today = '2026-11-23'
const clocks = { acknowledgeBy: '2026-11-25', answerBy: '2026-12-09' }
const row = (changes: object = {}) => ({
  status: 'received' as const,
  day: '2026-11-20',
  reference: 'K7QF-2M9X',
  clocks,
  ...changes,
})

test('the acknowledgement is owed first, then the answer, then nothing', () => {
  assert.deepEqual(due(row(), today), { clock: 'acknowledge', by: '2026-11-25', days: 2 })
  const acknowledged = { ...clocks, acknowledgedOn: '2026-11-21' }
  assert.deepEqual(due(row({ clocks: acknowledged }), today), { clock: 'answer', by: '2026-12-09', days: 16 })
  assert.equal(due(row({ clocks: { ...acknowledged, answeredOn: '2026-11-22' } }), today), undefined)
})

test('nothing is owed on a report that is closed, withdrawn or erased', () => {
  for (const status of ['closed', 'withdrawn', 'erased'] as const) assert.equal(due(row({ status }), today), undefined)
})

test('what is due today, overdue or contested needs the unit today', () => {
  assert.equal(needsToday(row(), today), false)
  assert.equal(needsToday(row(), '2026-11-25'), true)
  assert.equal(needsToday(row(), '2026-12-01'), true)
  assert.equal(needsToday(row({ status: 'contested', clocks: { ...clocks, answeredOn: today } }), today), true)
})

test('the most overdue report stands first, those that owe nothing last', () => {
  const rows = [
    row({ reference: 'DONE', status: 'closed' }),
    row({ reference: 'SOON' }),
    row({ reference: 'LATE', clocks: { ...clocks, acknowledgeBy: '2026-11-01' } }),
    row({ reference: 'OLDER', day: '2026-11-01' }),
  ]
  assert.deepEqual(
    byUrgency(rows, today).map((one) => one.reference),
    ['LATE', 'OLDER', 'SOON', 'DONE'],
  )
})
