import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromHex } from '@citycop/protocol/contract/bytes.ts'
import { newPassphrase, WrongWords } from './passphrase.ts'
import { fromCode, toCode } from './passphrase-code.ts'

const r = fromHex('7f'.repeat(16))
const code = toCode(r)
const isRefused = (typed: string) =>
  assert.throws(
    () => fromCode(typed),
    (error) => error instanceof WrongWords && error.reason === 'code' && !error.message.includes(typed),
    typed,
  )

test('a code with one character changed, left out, doubled or after it is refused', () => {
  const first = 'citycop1:'.length
  for (let at = first; at < code.length; at++) {
    for (const other of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')
      if (other !== code[at]) isRefused(code.slice(0, at) + other + code.slice(at + 1))
    isRefused(code.slice(0, at) + code.slice(at + 1))
    isRefused(code.slice(0, at) + code[at] + code.slice(at))
    isRefused(`${code.slice(0, at)}1${code.slice(at + 1)}`)
  }
  isRefused('citycop1:')
})

test('words, and the code of another version, are no code of ours', () => {
  assert.equal(fromCode('legal winner thank year wave sausage worth useful legal winner thank yellow'), undefined)
  assert.equal(fromCode(code.replace('citycop1', 'citycop2')), undefined)
})

test('a code leads back to the same bytes, however it is broken into lines', () => {
  assert.equal(code, 'citycop1:P57X6737P57X6737P57X6737P6D5ZXT7')
  assert.match(code, /^citycop1:[A-Z2-7]{32}$/)
  assert.deepEqual(fromCode(` ${code.toLowerCase().replace(/(.{8})/g, '$1\n ')}\n`), r)
  for (let i = 0; i < 50; i++) {
    const one = newPassphrase()
    assert.deepEqual(fromCode(toCode(one)), one)
  }
})
