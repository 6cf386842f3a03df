import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changed } from '../../testing/changed.ts'
import { parseTilePath, type TilePath, tilePath } from './tile-path.ts'
import vectors from './vectors/tile-path.vectors.json' with { type: 'json' }

for (const { name, input = '', ok, level, n, width } of vectors.cases)
  test(`a path ${ok ? 'is read' : 'is refused'}: ${name}`, () => {
    assert.deepEqual(parseTilePath(input), ok ? { level, n, width } : undefined)
    if (ok) assert.equal(tilePath({ level, n, width } as TilePath), input)
  })

test('a path has one spelling: whatever is read is spelt again as it was', () => {
  for (const { input = '' } of vectors.cases.filter(({ ok }) => ok))
    for (const { text } of changed(input, ['0', '1', 'x', '/'])) {
      const tile = parseTilePath(text)
      if (tile) assert.equal(tilePath(tile), text)
    }
})

test('there is a path for every tile up to 2^53', () => {
  for (const n of [0, 255, 999, 1000, 999_999, 1_000_000, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER])
    assert.deepEqual(parseTilePath(tilePath({ level: 2, n, width: 7 })), { level: 2, n, width: 7 })
})

test('no path is made for a tile that cannot be', () => {
  for (const tile of [
    { level: 64, n: 0, width: 1 },
    { level: -1, n: 0, width: 1 },
    { level: 0, n: -1, width: 1 },
    { level: 0, n: 2 ** 53, width: 1 },
    { level: 0, n: 0, width: 0 },
    { level: 0, n: 0, width: 257 },
    { level: 0.5, n: 0, width: 1 },
  ])
    assert.throws(() => tilePath(tile))
})
