import assert from 'node:assert/strict'
import { test } from 'node:test'
import { believed, keptPins, type Stored } from './memory.ts'

const seen = { rootPk: 'one', directory: 4, epochs: {} }

test('a city is remembered, whatever root its pins name now', () => {
  assert.equal(believed({ demo: false, seen }, { rootPk: 'one', demo: false }), seen)
  assert.equal(believed({ demo: false, seen }, { rootPk: 'two', demo: false }), seen)
})

test('pins that call themselves a demonstration do not make a device forget a real city', () => {
  assert.equal(believed({ demo: false, seen }, { rootPk: 'two', demo: true }), seen)
})

test('a demonstration made anew is met as a new city; the same one is remembered', () => {
  assert.equal(believed({ demo: true, seen }, { rootPk: 'two', demo: true }), undefined)
  assert.equal(believed({ demo: true, seen }, { rootPk: 'one', demo: true }), seen)
  assert.equal(believed({ demo: true, seen }, { rootPk: 'two', demo: false }), seen)
})

test('without an answer the pins of before count, and only those of the root that was seen', () => {
  const stored = (rootPk: string) => ({ demo: false, seen, city: { pins: { rootPk } } }) as unknown as Stored
  assert.deepEqual(keptPins(stored('one'), new Error('no network')), { rootPk: 'one' })
  assert.throws(() => keptPins(stored('two'), new Error('no network')), /no network/)
  assert.throws(() => keptPins({ demo: false, seen }, new Error('no network')), /no network/)
})
