import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PolicyText } from '@citycop/protocol/policy/contract.ts'
import { townPolicy } from '../../../testing/town-policy.ts'
import { keptUntil } from './kept-until.ts'

const version = (number: number, from: string, days: number) => {
  const content: PolicyText = townPolicy('testville', from, number, (policy) => ({
    ...policy,
    retention: { ...policy.retention, report_crime_minor: { days } },
  }))
  return { number, from, content }
}

test('a version that shortens reaches a report that was there before; one that lengthens does not', () => {
  const first = version(1, '2026-01-01', 100)
  assert.equal(keptUntil('2026-03-01', 'crime_minor', [first], '2026-04-01'), '2026-06-09')
  const shorter = version(2, '2026-03-20', 90)
  assert.equal(keptUntil('2026-03-01', 'crime_minor', [shorter, first], '2026-04-01'), '2026-05-30')
  const longer = version(2, '2026-03-20', 500)
  assert.equal(keptUntil('2026-03-01', 'crime_minor', [longer, first], '2026-04-01'), '2026-06-09')
})

test('a version that has not begun does not count yet, and one that ended before does no more', () => {
  const [old, now, coming] = [version(1, '2026-01-01', 10), version(2, '2026-02-01', 100), version(3, '2026-05-01', 5)]
  assert.equal(keptUntil('2026-03-01', 'crime_minor', [coming, now, old], '2026-04-01'), '2026-06-09')
})

test('on the day a version begins, what came may still have come under the one before', () => {
  const [old, now] = [version(1, '2026-01-01', 10), version(2, '2026-02-01', 100)]
  assert.equal(keptUntil('2026-02-01', 'crime_minor', [now, old], '2026-02-01'), '2026-02-11')
})

test('without a version no day is foretold', () => {
  assert.equal(keptUntil('2026-02-01', 'crime_minor', [], '2026-02-01'), undefined)
})
