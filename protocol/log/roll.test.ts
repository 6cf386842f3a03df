import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PublicContent } from './public-content.ts'
import { publicEntry } from './public-entry.ts'
import { type Enrolled, enroll, makeRoll, nobodyEnrolled, readRoll } from './roll.ts'

type Keys = PublicContent<'keys'>
const hash = (n: number): string => n.toString(16).padStart(64, '0')
const named = (n: number): Keys => ({ v: 1, what: 'epoch', certNo: n, sha256: hash(n) })
const destroyed = (n: number): Keys => ({ v: 1, what: 'epoch-destroyed', certNo: n, certificates: [hash(n)] })
const roll = (until: number, ...of: number[]): Keys => makeRoll(of.map(hash), until)

/** Reads entries by their places; answers what is wrong with each that is. */
function wrongIn(entries: readonly (readonly [index: number, said: Keys])[]): [number, string][] {
  let enrolled: Enrolled = nobodyEnrolled
  return entries.flatMap(([index, said]): [number, string][] => {
    const read = enroll(enrolled, said, index)
    enrolled = read.enrolled
    return read.wrong === undefined ? [] : [[index, read.wrong]]
  })
}
const lie = 'a roll that is not over the certificates of this log'
const late = 'a roll of another time'

describe('whoever reads the log from its beginning finds a roll that', () => {
  test('leaves a certificate out', () =>
    assert.deepEqual(
      wrongIn([
        [0, named(1)],
        [1, named(2)],
        [7, roll(7, 1)],
      ]),
      [[7, lie]],
    ))
  test('names one that does not stand there', () =>
    assert.deepEqual(
      wrongIn([
        [0, named(1)],
        [7, roll(7, 1, 2)],
      ]),
      [[7, lie]],
    ))
  test('says another count over the same ones', () =>
    assert.deepEqual(
      wrongIn([
        [0, named(1)],
        [7, { ...makeRoll([hash(1)], 7), count: 2 }],
      ]),
      [[7, lie]],
    ))
  test('leaves one out between two that do not, as if for one phone', () =>
    assert.deepEqual(
      wrongIn([
        [0, named(1)],
        [1, named(2)],
        [7, roll(7, 1, 2)],
        [15, roll(15, 1)],
        [23, roll(23, 1, 2)],
      ]),
      [[15, lie]],
    ))
  test('goes on naming one that was destroyed, or forgets it before', () =>
    assert.deepEqual(
      wrongIn([
        [0, named(1)],
        [1, named(2)],
        [3, destroyed(1)],
        [7, roll(7, 1, 2)],
        [15, roll(15, 2)],
      ]),
      [[7, lie]],
    ))
  test('is of long before its own place, or of after it', () =>
    assert.deepEqual(
      wrongIn([
        [0, named(1)],
        [100, roll(30, 1)],
        [103, roll(104, 1)],
        [167, roll(103, 1)],
      ]),
      [
        [100, late],
        [103, late],
      ],
    ))
})

test('what came between the counting and the roll is counted by the next', () =>
  assert.deepEqual(
    wrongIn([
      [0, named(1)],
      [6, named(2)],
      [7, roll(6, 1)],
      [15, roll(15, 1, 2)],
    ]),
    [],
  ))

test('the hash does not hang on the order, and nothing else is a roll', () => {
  assert.equal(makeRoll([hash(2), hash(1)], 9).sha256, makeRoll([hash(1), hash(2)], 9).sha256)
  const entry = publicEntry('keys', makeRoll([hash(1)], 9))
  assert.deepEqual(readRoll(entry, 15), makeRoll([hash(1)], 9))
  assert.equal(readRoll(entry, 8), undefined)
  assert.equal(readRoll(entry, 74), undefined)
  assert.equal(readRoll(publicEntry('keys', named(1)), 15), undefined)
  assert.equal(readRoll(entry.slice(0, -1), 15), undefined)
})
