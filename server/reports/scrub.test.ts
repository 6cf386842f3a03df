import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isScrubDue } from './scrub.ts'

const today = '2026-11-30'
const due = (hour: number, erased?: string, last?: string) => isScrubDue({ today, hour, erased, last })

test('nothing is written anew when nothing was erased, by day, or twice in a night', () => {
  assert.equal(due(3), false)
  assert.equal(due(12, '2026-11-29', '2026-11-29'), false)
  assert.equal(due(3, '2026-11-28', '2026-11-29'), false)
  assert.equal(due(3, '2026-11-30', '2026-11-30'), false)
})

test('what was erased since the last time leaves the files in the next night', () => {
  assert.equal(due(3, '2026-11-29', '2026-11-29'), true) // erased after that night's scrub
  assert.equal(due(3, '2026-11-30', '2026-11-20'), true)
  assert.equal(due(3, '2026-11-29'), true)
})

test('a server that slept for two nights does it by day', () => {
  assert.equal(due(12, '2026-11-27', '2026-11-27'), true)
  assert.equal(due(12, '2026-11-28'), true)
  assert.equal(due(12, '2026-11-29', '2026-11-29'), false)
})
