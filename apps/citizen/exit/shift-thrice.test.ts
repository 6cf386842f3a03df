import assert from 'node:assert/strict'
import { test } from 'node:test'
import { press, wantsOut } from './shift-thrice.ts'

const after = (keys: [string, number][]) =>
  wantsOut(keys.reduce((all, [key, at]) => press(all, key, at), [] as readonly number[]))

test('Shift three times quickly leaves', () => {
  assert.equal(
    after([
      ['Shift', 0],
      ['Shift', 500],
      ['Shift', 1000],
    ]),
    true,
  )
})

test('writing in capitals does not leave', () => {
  assert.equal(
    after([
      ['Shift', 0],
      ['A', 100],
      ['Shift', 300],
      ['B', 400],
      ['Shift', 600],
      ['C', 700],
    ]),
    false,
  )
})

test('Shift three times over a while does not leave', () => {
  assert.equal(
    after([
      ['Shift', 0],
      ['Shift', 1500],
      ['Shift', 3000],
    ]),
    false,
  )
})
