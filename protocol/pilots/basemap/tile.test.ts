import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawTown, townBoundary } from '../../../testing/basemap/draw-town.ts'
import { makeTile, varints } from '../../../testing/basemap/make-tile.ts'
import { chance } from '../../../testing/hostile/chance.ts'
import { drawnLayers } from './drawn-layers.ts'
import { Malformed } from './malformed.ts'
import { tileUnder } from './mercator.ts'
import { readTile } from './read-tile.ts'

const bytes = (field: number, value: Uint8Array): Buffer =>
  Buffer.concat([varints([field * 8 + 2, value.length]), value])
/** A tile of one layer, "roads", of one line with these commands. */
const tileWith = (commands: readonly number[], extent = 4096, shape = 2): Buffer =>
  bytes(
    3,
    Buffer.concat([
      bytes(1, Buffer.from('roads')),
      bytes(2, Buffer.concat([varints([3 * 8, shape]), bytes(4, varints(commands))])),
      varints([5 * 8, extent]),
    ]),
  )
const read = (tile: Uint8Array) => readTile(tile, drawnLayers)
const one = tileUnder([10.13, 42.49], 14)
const dense = makeTile(one, drawTown(townBoundary())) as Buffer

test('a tile with absurd geometry is refused', () => {
  for (const [commands, extent] of [
    [[9, 2 ** 31, 2 ** 31], 4096], // far outside
    [[8 * 2 ** 28 + 7], 4096], // closed a quarter of a milliard times
    [[8 * 2 ** 28 + 1, 2, 2], 4096], // says more points than there are
    [[18, 2, 2], 4096], // a line from nowhere
    [[9, 2, 2, 11], 4096], // no such command
    [[9, 2, 2], 0],
    [[9, 2, 2], 2 ** 40],
  ] as const)
    assert.throws(() => read(tileWith(commands, extent)), Malformed, `${commands}`)
  assert.throws(() => read(bytes(3, Buffer.alloc(0)).subarray(0, 1)), Malformed)
  const many = Buffer.concat(Array.from({ length: 41 }, () => tileWith([9, 2, 2])))
  assert.throws(() => read(many), /too many layers/)
  assert.throws(
    () => read(bytes(3, Buffer.concat(Array.from({ length: 60_001 }, () => bytes(2, Buffer.alloc(0)))))),
    /too many features/,
  )
})

test('lines, areas and points come with their kind and name, as they lie in the tile', () => {
  const [feature] = read(tileWith([9, 50, 34, 18, 6, 12, 7, 1])).get('roads')?.features ?? []
  assert.deepEqual(feature, { geometry: { shape: 'line', parts: [[25, 17, 28, 23, 24, 22]] }, kind: '', name: '' })
  const tile = read(dense)
  assert.ok(tile.get('roads')?.features.some(({ name }) => /(Lane|Street|Road)$/.test(name)))
  assert.ok((tile.get('buildings')?.features.length ?? 0) > 20)
  assert.equal(readTile(dense, new Set(['water'])).has('roads'), false)
})

test('random bytes, and a tile with some of its bytes changed, are read or refused at once, and nothing else happens', (t) => {
  const seed = Number(process.env.CITYCOP_SEED ?? Date.now() % 1_000_000_007)
  t.diagnostic(`CITYCOP_SEED=${seed}`)
  const random = chance(seed)
  let slowest = 0
  for (let turn = 0; turn < 3000; turn++) {
    const thrown = turn % 3 === 0 ? Buffer.alloc(random.below(400)) : Buffer.from(dense)
    const changes = turn % 3 === 0 ? thrown.length : 1 + random.below(12)
    for (let left = changes; left > 0; left--)
      if (thrown.length > 0) thrown[random.below(thrown.length)] = random.below(256)
    const before = performance.now()
    try {
      read(thrown)
    } catch (error) {
      assert.ok(error instanceof Malformed, `${error}`)
    }
    slowest = Math.max(slowest, performance.now() - before)
  }
  assert.ok(slowest < 2000, `${slowest} ms`)
})
