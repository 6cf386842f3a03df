import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attach, mostBytes, mostFiles } from './attach.ts'

const file = (name: string, size = 3) => ({ name, size }) as File

test('files are kept in the order they were chosen', () => {
  const { files, refused } = attach([file('a')], [file('b'), file('c')])
  assert.deepEqual(
    files.map((one) => one.name),
    ['a', 'b', 'c'],
  )
  assert.deepEqual(refused, [])
})

test('a file over 100 MB and an empty one are refused by name, the others come along', () => {
  const { files, refused } = attach([], [file('film', mostBytes + 1), file('nothing', 0), file('photo', mostBytes)])
  assert.deepEqual(
    files.map((one) => one.name),
    ['photo'],
  )
  assert.deepEqual(refused, [
    { name: 'film', why: 'too-large' },
    { name: 'nothing', why: 'empty' },
  ])
})

test('the thirty-first file is refused', () => {
  const many = Array.from({ length: mostFiles }, (_, index) => file(`f${index}`))
  assert.deepEqual(attach(many, [file('last')]).refused, [{ name: 'last', why: 'too-many' }])
})
