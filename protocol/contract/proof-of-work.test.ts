import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64 } from './base64.ts'
import { bytes, concat, u32 } from './bytes.ts'
import { leadingZeros, paysFor, priceAfter, puzzle, puzzles } from './proof-of-work.ts'

const subject = sha256(bytes('a request'))
const solve = (bits: number) =>
  Array.from({ length: puzzles }, (_, number) => {
    for (let nonce = 0; ; nonce++) if (leadingZeros(sha256(puzzle(subject, number, nonce))) >= bits) return nonce
  })

test('work pays for one request at one price, and for no other', () => {
  const nonces = solve(6)
  const work = toBase64(concat(...nonces.map(u32)))
  assert.ok(paysFor(subject, work, 6))
  assert.equal(paysFor(sha256(bytes('another request')), work, 6), false)
  assert.equal(paysFor(subject, toBase64(concat(...nonces.toReversed().map(u32))), 6), false)
  assert.equal(paysFor(subject, toBase64(new Uint8Array(64)), 12), false)
})

test('an address pays more with each twenty acts in an hour, and never more than 2^18', () => {
  assert.deepEqual([0, 19, 20, 40, 119, 120, 10_000].map(priceAfter), [12, 12, 13, 14, 17, 18, 18])
})

test('zeros are counted in bits', () => {
  assert.deepEqual(
    [[255], [1], [0, 128], [0, 0]].map((some) => leadingZeros(Uint8Array.from(some))),
    [0, 7, 8, 16],
  )
})
