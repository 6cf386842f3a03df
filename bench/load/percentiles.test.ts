import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, percentile } from './percentiles.ts'

test('a percentile is one of the times, and at least that share of them is no longer', () => {
  const times = Array.from({ length: 100 }, (_, i) => 100 - i)
  assert.deepEqual([median(times), percentile(times, 0.95), percentile(times, 1)], [50, 95, 100])
  assert.equal(percentile([7], 0.95), 7)
  assert.ok(Number.isNaN(median([])))
})
