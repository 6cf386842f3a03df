import assert from 'node:assert/strict'
import { test } from 'node:test'
import { today } from './today.ts'

test('the day is the city’s, also when the phone is elsewhere', () => {
  const at = new Date('2026-11-23T23:30:00Z')
  assert.equal(today('Europe/Rome', at), '2026-11-24')
  assert.equal(today('UTC', at), '2026-11-23')
  assert.equal(today('America/Lima', at), '2026-11-23')
})
