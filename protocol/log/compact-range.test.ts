import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallLog } from '../../testing/small-log.ts'
import { fromHex, toHex } from '../contract/bytes.ts'
import { type CompactRange, emptyRange, extend, isCompactRange, rootOf } from './compact-range.ts'
import { nodeHash } from './tree.ts'
import vectors from './vectors/compact-range.vectors.json' with { type: 'json' }

const log = smallLog('citycop.testville.example/log/1')

for (const { name, input, ok, root } of vectors.cases)
  test(`a range ${ok ? 'holds' : 'is refused'}: ${name}`, () => {
    const range = { size: input.size, hashes: input.hashes.map(fromHex) }
    assert.equal(isCompactRange(range), ok)
    if (ok) assert.equal(toHex(rootOf(range)), root)
    else assert.throws(() => extend(range, []))
  })

test('a range extended in any steps has the tree’s root at every size', () => {
  for (const step of [1, 2, 3, 7, 64, 255]) {
    let range = emptyRange
    while (range.size < 600) {
      const next = Array.from({ length: step }, (_, i) => log.leaf(range.size + i))
      range = extend(range, next)
      assert.ok(isCompactRange(range))
      assert.deepEqual(rootOf(range), log.root(range.size), `${range.size}`)
    }
  }
})

test('a range is not changed by being extended', () => {
  const five = extend(emptyRange, [0, 1, 2, 3, 4].map(log.leaf))
  const before = JSON.stringify(five)
  extend(five, [log.leaf(5), log.leaf(6), log.leaf(7)])
  assert.equal(JSON.stringify(five), before)
})

test('sizes above 2^32 are counted, not cut', () => {
  const size = 2 ** 33 + 3 // one hash for 2^33, one for 2, one for 1
  const range: CompactRange = { size, hashes: [log.leaf(0), log.leaf(1), log.leaf(2)] }
  const grown = extend(range, [log.leaf(3)])
  assert.equal(grown.size, size + 1)
  assert.deepEqual(grown.hashes, [log.leaf(0), nodeHash(log.leaf(1), nodeHash(log.leaf(2), log.leaf(3)))])
  assert.throws(() => extend({ size: Number.MAX_SAFE_INTEGER, hashes: Array(53).fill(log.leaf(0)) }, [log.leaf(1)]))
})
