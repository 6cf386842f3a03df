import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begunWith } from './begun-with.ts'

test('what the officer had written stays, after the city’s text', () => {
  assert.equal(begunWith('Thank you.', '  '), 'Thank you.')
  assert.equal(begunWith('Thank you.', 'We come on Tuesday.'), 'Thank you.\n\nWe come on Tuesday.')
})
