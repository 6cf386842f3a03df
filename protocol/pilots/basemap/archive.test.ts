import assert from 'node:assert/strict'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { gunzip, gzipSync } from 'node:zlib'
import { attribution, townBoundary, townMap } from '../../../testing/basemap/draw-town.ts'
import { makeArchive } from '../../../testing/basemap/make-archive.ts'
import { makeTile, varints } from '../../../testing/basemap/make-tile.ts'
import { largestBasemap } from './basemap.ts'
import { drawnLayers } from './drawn-layers.ts'
import { lookAtBasemap } from './look-at-basemap.ts'
import { tileUnder } from './mercator.ts'
import { attributionIn, type Gunzip, openArchive } from './open-archive.ts'
import { tileId } from './tile-id.ts'

const unpack = promisify(gunzip)
const bounded: Gunzip = (packed, most) => unpack(packed, { maxOutputLength: most })
const town = townMap()
const bounds = [10, 42, 11, 43] as const
const at = { z: 14, x: 8653, y: 6072 }

async function problemOf(file: Uint8Array): Promise<string> {
  const opened = await openArchive(file, bounded)
  assert.ok('problem' in opened)
  return opened.problem
}
async function opened(file: Uint8Array) {
  const archive = await openArchive(file, bounded)
  assert.ok('found' in archive, JSON.stringify(archive))
  return archive.found
}
const changed = (place: number, byte: number): Buffer => {
  const file = Buffer.from(town)
  file[place] = byte
  return file
}
const look = (file: Uint8Array) => lookAtBasemap(file, townBoundary(), bounded)

test('what is no archive of version 3, too large, cut off, made of pictures or packed in another way is refused', async () => {
  for (const [file, sentence] of [
    [Buffer.from('{}'), /no PMTiles archive of version 3/],
    [changed(0, 0x51), /no PMTiles archive/],
    [changed(7, 2), /of version 3/],
    [Buffer.alloc(largestBasemap + 1), /20 MB are the most/],
    [town.subarray(0, town.length - 1), /cut off: it should have \d+ bytes/],
    [changed(99, 2), /its tiles are png; only vector/],
    [changed(99, 4), /webp/],
    [changed(97, 3), /brotli/],
    [changed(98, 4), /zstd/],
    [changed(101, 30), /deepest/],
    [changed(117, 127), /no part of the world/],
  ] as const)
    assert.match(await problemOf(file), sentence)
})

test('a tile that is a bomb, is no gzip or lies outside the file is broken, and the next one is drawn all the same', async () => {
  const body = makeTile(tileUnder([10.5, 42.5], 14), [
    {
      layer: 'roads',
      kind: 'path',
      shape: 'line',
      places: [
        [10.5, 42.5],
        [10.501, 42.5],
      ],
    },
  ]) as Buffer
  const good = { ...tileUnder([10.5, 42.5], 14), body }
  const bomb = { ...at, body: Buffer.alloc(40_000_000) }
  const archive = await opened(makeArchive({ bounds, tiles: [bomb, good] }))
  assert.equal(await archive.tile(at, drawnLayers), 'broken')
  const read = await archive.tile(good, drawnLayers)
  assert.ok(typeof read === 'object' && read.get('roads')?.features[0]?.kind === 'path')
  assert.equal(await archive.tile({ z: 14, x: 1, y: 1 }, drawnLayers), 'none')
  const file = makeArchive({ bounds, tiles: [good] })
  file.fill(7, file.length - 20)
  assert.equal(await (await opened(file)).tile(good, drawnLayers), 'broken')
})

test('a directory that is a bomb, says more than it holds or leads to itself is refused or ends', async () => {
  const swap = (directory: Buffer): Buffer => {
    const file = makeArchive({ bounds, tiles: [{ ...at, body: Buffer.alloc(1) }] })
    const root = gzipSync(directory)
    file.writeBigUInt64LE(BigInt(file.length), 8)
    file.writeBigUInt64LE(BigInt(root.length), 16)
    file.writeBigUInt64LE(BigInt(file.length), 40) // the further directories are the first one
    file.writeBigUInt64LE(BigInt(root.length), 48)
    return Buffer.concat([file, root])
  }
  assert.match(await problemOf(swap(Buffer.alloc(30_000_000))), /cannot be read/)
  assert.match(await problemOf(swap(varints([2_000_000_000, 1, 1, 1, 1]))), /cannot be read: a directory is cut off/)
  const circle = varints([1, 0, 0, gzipSync(varints([1, 0, 0, 30, 1])).length, 1])
  const archive = await opened(swap(circle))
  assert.equal(await archive.tile(at, drawnLayers), 'broken')
  await assert.rejects(archive.entries(), /without an end/)
})

test('whoever made the map is named as text, without the tags of a page, and never at length', () => {
  const said = (value: unknown) => attributionIn(Buffer.from(JSON.stringify(value)))
  assert.equal(said({ attribution }), '© OpenStreetMap contributors')
  assert.equal(said({ attribution: '<img src=x onerror=alert(1)>Us &amp; them' }), 'Us & them')
  for (const none of [{}, { attribution: 7 }, null, 'text']) assert.equal(said(none), '')
  assert.equal(attributionIn(Buffer.from('{')), '')
  assert.equal(said({ attribution: 'a'.repeat(900) }).length, 200)
})

test('the check of a pilot names a map that does not cover the city, has broken tiles or no streets', async () => {
  assert.deepEqual(await look(town), [])
  const tile = (drawn: Parameters<typeof makeTile>[1]) => ({ ...at, body: makeTile(at, drawn) ?? Buffer.alloc(0) })
  const elsewhere = await look(makeArchive({ bounds: [0, 0, 1, 1], tiles: [tile([])] }))
  assert.match(
    elsewhere.join('\n'),
    /does not cover the city's outline: cut it out with --bbox=10\.07,42\.464,10\.181,42\.529/,
  )
  assert.match(elsewhere.join('\n'), /no tile at the district harbour/)
  assert.match(elsewhere.join('\n'), /no layer "roads"/)
  const torn = await look(makeArchive({ bounds, tiles: [{ ...at, body: Buffer.from([9]) }] }))
  assert.match(torn.join('\n'), /1 of its 1 tiles cannot be read/)
  assert.match((await look(Buffer.from('a map'))).join('\n'), /^basemap\.pmtiles: it is no PMTiles archive/)
})

test('a tile has the number that the specification of PMTiles gives it', () => {
  for (const [z, x, y, id] of [
    [0, 0, 0, 0],
    [1, 0, 0, 1],
    [1, 0, 1, 2],
    [1, 1, 1, 3],
    [1, 1, 0, 4],
    [2, 0, 0, 5],
    [12, 3423, 1763, 19078479],
  ] as const)
    assert.equal(tileId({ z, x, y }), id)
})
