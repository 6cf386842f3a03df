import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOrder, type OwnRow, turned } from './table.ts'

const row = (reference: string, day: string, status: OwnRow['status'], group: OwnRow['group'] = 'concern'): OwnRow => ({
  ref: reference,
  reference,
  day,
  status,
  group,
})
const rows = [
  row('B', '2026-11-03', 'closed'),
  row('A', '2026-11-02', 'received', 'tip'),
  row('C', '2026-11-01', 'received', 'urgent'),
]
const order = (by: 'reference' | 'day' | 'status' | 'group', down = false) =>
  inOrder(rows, { by, down }).map(({ reference }) => reference)

test('urgent stands before a tip and received before closed, not by the letters of their names', () => {
  assert.deepEqual(order('group'), ['C', 'B', 'A'])
  assert.deepEqual(order('status'), ['C', 'A', 'B'])
})

test('turned round, what is equal still has the older first', () => {
  assert.deepEqual(order('status', true), ['B', 'C', 'A'])
  assert.deepEqual(order('day', true), ['B', 'A', 'C'])
  assert.deepEqual(turned({ by: 'day', down: false }, 'day'), { by: 'day', down: true })
  assert.deepEqual(turned({ by: 'day', down: true }, 'status'), { by: 'status', down: false })
})
