import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyAct, move } from './single-keys.ts'

const pressed = (key: string, more: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })

test('letters stop acting when they are switched off, arrows go on', () => {
  assert.equal(keyAct(pressed('j'), true), 'next')
  assert.equal(keyAct(pressed('j'), false), undefined)
  assert.equal(keyAct(pressed('?'), false), undefined)
  assert.equal(keyAct(pressed('ArrowUp'), false), 'previous')
})

test('a key of the browser stays the key of the browser', () => {
  assert.equal(keyAct(pressed('k', { ctrlKey: true }), true), undefined)
  assert.equal(keyAct(pressed('/', { metaKey: true }), true), undefined)
})

test('one moves within the list and never beyond it', () => {
  assert.equal(move('next', -1, 5), 0)
  assert.equal(move('previous', -1, 5), 4)
  assert.equal(move('next', 4, 5), 4)
  assert.equal(move('previous', 0, 5), 0)
})
