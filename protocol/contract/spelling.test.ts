import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromBase64, isBase64, toBase64 } from './base64.ts'
import { fromHex, toHex, u64 } from './bytes.ts'
import { canonical } from './canonical.ts'

test('a value has one spelling in base64: padding, spare bits and foreign characters are refused', () => {
  for (const spelt of [
    'A',
    'AA',
    'AAA',
    'AB==',
    'AAB=',
    'AA=A',
    'A===',
    '====',
    'AA==\n',
    ' AA==',
    'AA-_',
    'AAAA====',
  ]) {
    assert.equal(isBase64(spelt), false, spelt)
    assert.throws(() => fromBase64(spelt), spelt)
  }
})

test('base64 says what Node says, at every length', () => {
  for (let length = 0; length < 300; length++) {
    const some = crypto.getRandomValues(new Uint8Array(length))
    assert.equal(toBase64(some), Buffer.from(some).toString('base64'))
    assert.deepEqual(fromBase64(toBase64(some)), some)
  }
  const long = crypto.getRandomValues(new Uint8Array(40_000))
  assert.equal(toBase64(long), Buffer.from(long).toString('base64'))
})

test('hexadecimal is lower-case and whole', () => {
  for (const spelt of ['A0', '0', 'g0', '0x', ' 00']) assert.throws(() => fromHex(spelt), spelt)
  assert.deepEqual(fromHex(toHex(Uint8Array.of(0, 15, 255))), Uint8Array.of(0, 15, 255))
})

test('numbers beyond 2^32 keep their bytes', () => {
  assert.equal(toHex(u64(70_000_000_000)), '000000104c533c00')
  for (const value of [-1, 1.5, 2 ** 53]) assert.throws(() => u64(value))
})

test('canonical JSON is RFC 8785: sorted by code units, no spaces, absent members left out', () => {
  assert.equal(
    canonical({ b: [1, true, null], a: 'é\n', '€': 2, ö: undefined, '1': { y: 0, x: -5 } }),
    '{"1":{"x":-5,"y":0},"a":"é\\n","b":[1,true,null],"€":2}',
  )
  for (const value of [1.5, Number.NaN, 2 ** 53, -0]) assert.throws(() => canonical(value))
  assert.throws(() => canonical('\ud800'))
})
