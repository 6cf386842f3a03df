import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expired, expiresSoon, idleAfter, touched } from './idle.ts'

test('a desk locks ten minutes after the last touch and not before', () => {
  const idle = touched({ touchedAt: 0 }, 5_000)
  assert.equal(expired(idle, 5_000 + idleAfter - 1), false)
  assert.equal(expired(idle, 5_000 + idleAfter), true)
})

test('moving the mouse of a laptop that woke after an hour does not unlock it', () => {
  const asleep = { touchedAt: 0 }
  assert.equal(expired(touched(asleep, 3_600_000), 3_600_000), true)
})

test('a clock that is set back by more than the limit locks too', () => {
  assert.equal(expired({ touchedAt: 3_600_000 }, 0), true)
})

test('the officer is warned for the last minute', () => {
  assert.equal(expiresSoon({ touchedAt: 0 }, idleAfter - 60_001), false)
  assert.equal(expiresSoon({ touchedAt: 0 }, idleAfter - 60_000), true)
})
