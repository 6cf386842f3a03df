import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueDecision } from './due-decision.ts'

const today = '2026-11-24'

test('a report whose law nobody has decided is to be decided, by its day', () => {
  const due = dueDecision({ status: 'received', triageBy: '2026-11-26' }, today)
  assert.deepEqual(due, { what: 'law', by: '2026-11-26' })
})

test('a review is due from its day on, and not before', () => {
  assert.equal(dueDecision({ status: 'closed', reviewOn: '2026-11-25' }, today), undefined)
  assert.deepEqual(dueDecision({ status: 'closed', reviewOn: today }, today), { what: 'review', by: today })
})

test('of a report that was taken back or erased, nothing of it is asked', () => {
  for (const status of ['withdrawn', 'erased'] as const)
    assert.equal(dueDecision({ status, triageBy: today, reviewOn: today }, today), undefined)
})
