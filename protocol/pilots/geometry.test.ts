import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInside, isWithin, middleOf, type Ring } from './geometry.ts'

const square: Ring = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
  [0, 0],
]
const hole: Ring = [
  [4, 4],
  [6, 4],
  [6, 6],
  [4, 6],
  [4, 4],
]
const horseshoe: Ring = [
  [0, 0],
  [6, 0],
  [6, 6],
  [4, 6],
  [4, 2],
  [2, 2],
  [2, 6],
  [0, 6],
  [0, 0],
]

test('a place beyond the edge is outside, also level with a corner or along the line of an edge', () => {
  for (const [x, y] of [
    [-1, 5],
    [11, 0],
    [-5, 0],
    [12, 10],
    [5, 10.001],
    [10.000001, 5],
  ] as const)
    assert.equal(isInside([x, y], square), false, `${x} ${y}`)
})

test('a place on the edge or on a corner belongs to the city', () => {
  for (const [x, y] of [
    [0, 0],
    [10, 10],
    [10, 5],
    [3, 0],
    [0, 9.5],
  ] as const)
    assert.equal(isInside([x, y], square), true, `${x} ${y}`)
})

test('the bay of a horseshoe is outside it, both of its arms are inside', () => {
  assert.deepEqual(
    [
      isInside([3, 4], horseshoe),
      isInside([1, 4], horseshoe),
      isInside([5, 4], horseshoe),
      isInside([3, 1], horseshoe),
    ],
    [false, true, true, true],
  )
})

test('what is cut out of a city is outside it; the edge of the cut still belongs to the city', () => {
  assert.equal(isWithin([5, 5], [square, hole]), false)
  assert.equal(isWithin([5, 3], [square, hole]), true)
  assert.equal(isWithin([4, 5], [square, hole]), true)
  assert.equal(isWithin([5, 5], [square]), true)
  assert.equal(isWithin([5, 5], []), false)
})

test('the middle of a ring does not count its closing corner twice', () => {
  assert.deepEqual(middleOf(square), [5, 5])
})
