import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { paths, pictureOf, shapes, signs } from './fingerprint-picture.ts'

const hash = (of: string | number) => createHash('sha256').update(`${of}`).digest()
const drawn = (some: Uint8Array) =>
  pictureOf(some)
    .map(({ shape, full }) => `${shape}${full ? ' full' : ''}`)
    .join()

test('one bit less of the bytes it shows is another picture, and every one of them counts', () => {
  const own = hash('a request')
  for (let bit = 0; bit < 64; bit++) {
    const other = Uint8Array.from(own)
    other[9 + (bit >> 3)] = (own[9 + (bit >> 3)] ?? 0) ^ (1 << (bit & 7))
    assert.notEqual(drawn(other), drawn(own), `bit ${bit}`)
  }
})

test('a hash of which too little is there has no picture', () => {
  assert.throws(() => pictureOf(hash('short').subarray(0, 16)))
})

test('the same key has the same picture, and among ten thousand keys no two have the same and none looks half like the first', () => {
  assert.equal(drawn(hash('anna')), drawn(hash('anna')))
  const all = Array.from({ length: 2_000 }, (_, i) => pictureOf(hash(i)))
  const [first, ...others] = all
  for (const one of others) {
    const same = one.filter(({ shape, full }, i) => shape === first?.[i]?.shape && full === first?.[i]?.full).length
    assert.ok(same < signs / 2, `${same} of ${signs} signs are the same`)
  }
  assert.equal(new Set(Array.from({ length: 10_000 }, (_, i) => drawn(hash(i)))).size, 10_000)
})

test('no two shapes differ in colour alone: each has a line of its own, and full and hollow differ in black and white', () => {
  assert.equal(new Set(shapes.map((shape) => paths[shape])).size, shapes.length)
  assert.ok(shapes.every((shape) => paths[shape].endsWith('z'))) // closed, so it can be full
})
