import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attach, type Chosen, fateOf, mayKeep, mostBytes, mostFiles, toSeal } from './attach.ts'

const file = (name: string, size = 3) => ({ name, size }) as File
const held = (...names: string[]) =>
  attach(
    [],
    names.map((name) => file(name)),
  ).files
const names = (files: readonly Chosen[]) => files.map((one) => one.file.name)

test('files are kept in the order they were chosen, and each can be told from the others', () => {
  const { files, refused } = attach(held('a'), [file('b'), file('a')])
  assert.deepEqual(names(files), ['a', 'b', 'a'])
  assert.equal(new Set(files.map((one) => one.id)).size, 3)
  assert.deepEqual(refused, [])
})

test('a file over 100 MB and an empty one are refused by name, the others come along', () => {
  const { files, refused } = attach([], [file('film', mostBytes + 1), file('nothing', 0), file('photo', mostBytes)])
  assert.deepEqual(names(files), ['photo'])
  assert.deepEqual(refused, [
    { name: 'film', why: 'too-large' },
    { name: 'nothing', why: 'empty' },
  ])
})

test('the thirty-first file is refused', () => {
  const many = held(...Array.from({ length: mostFiles }, (_, index) => `f${index}`))
  assert.deepEqual(attach(many, [file('last')]).refused, [{ name: 'last', why: 'too-many' }])
})

test('nothing is kept unless the person says so, for each file by itself', () => {
  const [one, other] = held('a', 'b')
  assert.ok(one && other)
  assert.deepEqual(
    toSeal([one, { ...other, keep: true }]).map(({ keep }) => keep),
    [false, true],
  )
})

test('a file is called clean only after it was looked at, and there is a choice only where something is taken out', () => {
  const [one] = held('a')
  assert.ok(one)
  const removed: Chosen = { ...one, look: { removable: true, found: ['place'] } }
  const rows: [Chosen, string, boolean][] = [
    [one, 'looking', false],
    [{ ...one, look: 'failed' }, 'later', false],
    [{ ...one, look: { removable: false, found: [] } }, 'unremovable', false],
    [{ ...one, look: { removable: true, found: [] } }, 'nothing', false],
    [{ ...one, look: { removable: true, found: ['other'] } }, 'removed', false],
    [removed, 'removed', true],
    [{ ...removed, keep: true }, 'kept', true],
  ]
  for (const [chosen, fate, choice] of rows) assert.deepEqual([fateOf(chosen), mayKeep(chosen)], [fate, choice])
})
