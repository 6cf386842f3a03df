import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saidIn } from './said-in.ts'

test('a text in another language than the page’s says which one it is in; one in the page’s own says none', () => {
  assert.deepEqual(saidIn({ en: 'a', it: 'b' }, 'ro'), { text: 'a', lang: 'en' })
  assert.deepEqual(saidIn({ it: 'b', pt: 'c' }, 'ro'), { text: 'b', lang: 'it' })
  assert.deepEqual(saidIn({ en: 'a', it: 'b' }, 'it'), { text: 'b' })
  assert.deepEqual(saidIn({}, 'it'), { text: '' })
})
