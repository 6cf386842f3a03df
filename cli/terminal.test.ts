import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asJson, harmless } from './terminal.ts'

test('a stranger’s control sequence does not reach the terminal', () => {
  assert.equal(harmless('a\u001b[2J\u009b31mb\r\u0007'), 'a\\u001b[2J\\u009b31mb\\u000d\\u0007')
  assert.equal(harmless('photo\u202egpj.exe'), 'photo\\u202egpj.exe')
  assert.equal(harmless('lines\nand\ttabs, ñ, 漢字 and 👍 stay'), 'lines\nand\ttabs, ñ, 漢字 and 👍 stay')
})

test('JSON holds no raw control character, and reads back unchanged', () => {
  const value = { text: 'x\u001b[2J\u0085\u009b\u2028\u202e"\\é' }
  const spelt = asJson(value)
  assert.doesNotMatch(spelt.replaceAll('\n', ''), /[\p{Cc}\u2028\u202e]/u)
  assert.deepEqual(JSON.parse(spelt), value)
})
