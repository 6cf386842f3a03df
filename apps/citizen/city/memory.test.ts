import assert from 'node:assert/strict'
import { test } from 'node:test'
import { believed } from './memory.ts'

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
