import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawnLayers } from '@citycop/protocol/pilots/basemap/drawn-layers.ts'
import { tileUnder } from '@citycop/protocol/pilots/basemap/mercator.ts'
import { readTile } from '@citycop/protocol/pilots/basemap/read-tile.ts'
import { drawTown, townBoundary } from '../../testing/basemap/draw-town.ts'
import { makeTile } from '../../testing/basemap/make-tile.ts'
import { boxOf, bundled, meet } from './boxes.ts'
import { clipLine } from './clip-line.ts'
import { chooseLabels, lengthOf, longestRun, turnOf } from './labels.ts'
import { nearestStreet } from './nearest-street.ts'
import { passesAt } from './passes.ts'
import { groupOf } from './style.ts'
import { shapesOf } from './tile-shapes.ts'
import { wishesOn } from './wishes.ts'

const at = tileUnder([10.112, 42.503], 14)
const shapes = shapesOf(readTile(makeTile(at, drawTown(townBoundary())) as Buffer, drawnLayers))
const widthOf = (text: string) => text.length * 7
const wish = { text: 'Rope Lane', x: 100, y: 100, turn: 0, rank: 1 }
const frame = { width: 300, height: 300 }

test('what a map does not need is not drawn', () => {
  for (const [layer, shape, kind] of [
    ['roads', 'line', 'ferry'],
    ['landuse', 'area', 'school'],
    ['earth', 'point', 'earth'],
    ['pois', 'point', 'bench'],
    ['boundaries', 'area', 'country'],
  ] as const)
    assert.equal(groupOf(layer, shape, kind), undefined, `${layer} ${kind}`)
})

test('streets, houses, water and green of a tile are found, in either spelling of the Protomaps layers', () => {
  for (const group of ['land', 'water', 'green', 'house', 'minor', 'medium', 'major', 'rail'] as const)
    assert.ok((shapes.parts.get(group)?.length ?? 0) > 0, group)
  assert.equal(groupOf('transit', 'line', 'railway'), 'rail')
  assert.equal(groupOf('roads', 'line', 'other'), 'path')
  assert.equal(groupOf('landcover', 'area', 'forest'), 'green')
})

test('every street’s edge is painted before any street, and houses only close by', () => {
  const order = passesAt(16).map(({ ink }) => ink)
  assert.ok(order.lastIndexOf('road-edge') < order.indexOf('road'))
  assert.ok(order.includes('house') && !passesAt(12).some(({ group }) => group === 'house' || group === 'path'))
  const width = (zoom: number) => passesAt(zoom).findLast(({ group }) => group === 'minor')?.width ?? 0
  assert.ok(width(13) < width(16) && width(16) < width(18))
  assert.ok(
    (passesAt(10).findLast(({ group }) => group === 'major')?.width ?? 9) <= 2,
    'far away a main road is a line',
  )
})

test('no name stands over another, twice close by, or cut off at the edge', () => {
  const chosen = (...more: (typeof wish)[]) => chooseLabels([wish, ...more], frame, widthOf, 12).map(({ text }) => text)
  assert.deepEqual(chosen({ ...wish, text: 'Sail Lane', y: 108, rank: 2 }), ['Rope Lane'])
  assert.deepEqual(chosen({ ...wish, x: 200, y: 180 }), ['Rope Lane'])
  assert.deepEqual(chosen({ ...wish, text: 'Edge Lane', x: 290 }), ['Rope Lane'])
  assert.deepEqual(chosen({ ...wish, text: 'Sail Lane', y: 180, rank: 0 }), ['Sail Lane', 'Rope Lane'])
})

test('a street’s name stands along its longest straight run, never upside down, and only where it is long enough', () => {
  const run = longestRun([0, 0, 10, 0, 10, 5, 300, 8, 600, 5])
  assert.deepEqual(run, { from: [10, 5], to: [600, 5] })
  assert.equal(longestRun([4, 4]), undefined)
  const [right, left] = [turnOf({ from: [0, 0], to: [-9, 1] }), turnOf({ from: [0, 0], to: [0, -9] })]
  assert.ok(Math.abs(right) < 0.2 && Math.abs(left) <= Math.PI / 2)
  const on = (size: number) =>
    wishesOn([{ placed: { ...at, left: 0, top: 0, size }, ...shapes }], {
      view: { zoom: 16, width: size, height: size },
      widthOf,
    })
  const named = on(2048).filter(({ rank }) => rank >= 4)
  assert.ok(named.length > 10)
  assert.ok(on(200).filter(({ rank }) => rank >= 4).length < named.length)
  assert.equal(lengthOf({ from: [0, 0], to: [3, 4] }), 5)
})

test('of a line only what is on the screen is left, in as many pieces as come back to it', () => {
  const screen = { width: 100, height: 100 }
  assert.deepEqual(clipLine([-50, 200, 150, 300], screen), [])
  assert.deepEqual(clipLine([-50, 50, 50, 50, 50, 150, 80, 150, 80, 90], screen), [
    [0, 50, 50, 50, 50, 100],
    [80, 100, 80, 90],
  ])
  assert.deepEqual(clipLine([10, 10, 10, 20], screen), [[10, 10, 10, 20]])
})

test('what lies beside the screen is not painted, and nothing that is on it is left out', () => {
  const box = { left: 0, top: 0, right: 10, bottom: 10 }
  assert.deepEqual(
    boxOf([
      [3, 9, -1, 4],
      [5, 5],
    ]),
    { left: -1, top: 4, right: 5, bottom: 9 },
  )
  assert.equal(meet(box, { left: 11, top: 0, right: 20, bottom: 10 }), false)
  assert.equal(meet(box, { left: 10, top: 10, right: 20, bottom: 20 }), true)
  const all = [0, 5, 900, 4090].map((left) => ({
    box: { left, top: left, right: left + 9, bottom: left + 9 },
    one: left,
  }))
  const bundles = bundled(all, 4096)
  assert.deepEqual(
    bundles.map((one) => one.all),
    [[0, 5, 900], [4090]],
  )
  assert.deepEqual(bundles[0]?.box, { left: 0, top: 0, right: 909, bottom: 909 })
})

test('the street in the middle is the nearest one that has a name, and none where all are far', () => {
  const lines = [
    { name: 'Rope Lane', line: [0, 0, 100, 0] },
    { name: '', line: [0, 12, 100, 12] },
    { name: 'Sail Lane', line: [0, 40, 100, 40] },
  ]
  assert.equal(nearestStreet(lines, 50, 13, 20), 'Rope Lane')
  assert.equal(nearestStreet(lines, 50, 30, 20), 'Sail Lane')
  assert.equal(nearestStreet(lines, 50, 90, 20), undefined)
  assert.equal(nearestStreet([{ name: 'Dot', line: [5, 5] }], 5, 5, 20), undefined)
})
