import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOf, spotOf } from '@citycop/protocol/pilots/basemap/mercator.ts'
import { moved, moveOf } from './keys.ts'
import {
  areaOf,
  drawn,
  fitting,
  metresMeant,
  onScreen,
  pixelsOf,
  placeInMiddle,
  shifted,
  spotAt,
  tilesOn,
  within,
  zoomed,
} from './view.ts'

const corners = [
  [10.07, 42.464],
  [10.181, 42.529],
] as const
const area = areaOf(corners)
const whole = fitting(area, 360, 320)
function near(one: readonly number[], other: readonly number[], by: number): void {
  for (const [at, value] of one.entries())
    assert.ok(Math.abs(value - (other[at] as number)) < by, `${one} is not ${other}`)
}

test('nobody gets lost: the map goes neither outside the city, nor farther away than all of it, nor closer than a street', () => {
  const away = within(area, drawn(whole, 99_999, -99_999))
  assert.deepEqual(away.middle, [area[0][0], area[1][1]])
  assert.equal(within(area, zoomed(whole, -5)).zoom, whole.zoom)
  assert.equal(within(area, zoomed(whole, 30)).zoom, 18.5)
})

test('a place and its pixel belong together, both ways, also after drawing and zooming around a finger', () => {
  for (const place of corners) near(placeOf(spotOf(place)), place, 1e-9)
  const view = zoomed(drawn(whole, 31, -17), 3, [100, 80])
  near(onScreen(view, spotAt(view, 12, 300)), [12, 300], 1e-6)
  near(spotAt(view, 100, 80), spotAt(drawn(whole, 31, -17), 100, 80), 1e-12)
  for (const corner of corners) {
    const [x, y] = onScreen(whole, spotOf(corner))
    assert.ok(x >= 0 && x <= 360 && y >= 0 && y <= 320)
  }
})

test('while a hand moves, what was painted goes along to where it will be painted', () => {
  const view = zoomed(drawn(whole, 31, -17), 1, [100, 80])
  const { right, down, scale } = shifted(whole, view)
  for (const [x, y] of [
    [0, 0],
    [200, 310],
  ] as const) {
    const moved = [180 + right + (x - 180) * scale, 160 + down + (y - 160) * scale]
    near(moved, onScreen(view, spotAt(whole, x, y)), 1e-6)
  }
})

test('a point is meant no better than a finger covers, which is metres close by and hundreds of them far away', () => {
  const [close, far] = [metresMeant({ ...whole, zoom: 17 }), metresMeant(whole)]
  assert.ok(close > 5 && close < 12, `${close}`)
  assert.ok(far > 200, `${far}`)
  near([pixelsOf(whole, far)], [22], 1e-6)
})

test('the tiles of a view cover it without a gap, are never deeper than the archive has, and never many', () => {
  for (const zoom of [11, 13.4, 15, 18]) {
    const view = { ...whole, zoom }
    const tiles = tilesOn(view, { minZoom: 0, maxZoom: 14 })
    assert.ok(tiles.length <= 16 && tiles.every(({ z }) => z <= 14))
    for (const [x, y] of [
      [0, 0],
      [359, 0],
      [0, 319],
      [359, 319],
      [180, 160],
    ] as const)
      assert.ok(tiles.some(({ left, top, size }) => x >= left && x < left + size && y >= top && y < top + size))
  }
  assert.ok(tilesOn({ ...whole, zoom: 18, width: 9000, height: 9000 }, { minZoom: 18, maxZoom: 18 }).length <= 30)
})

test('plus, minus and the arrows move the map; with Ctrl, Alt or another key they belong to somebody else', () => {
  const key = (name: string, more = {}) => moveOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more })
  for (const other of [key('+', { ctrlKey: true }), key('ArrowLeft', { altKey: true }), key('Tab'), key('Shift')])
    assert.equal(other, undefined)
  assert.deepEqual(
    ['+', '=', '-', 'ArrowUp', 'ArrowRight'].map((one) => key(one)),
    ['nearer', 'nearer', 'farther', 'north', 'east'],
  )
  assert.ok(placeInMiddle(moved(whole, 'north'))[1] > placeInMiddle(whole)[1])
  assert.ok(placeInMiddle(moved(whole, 'east'))[0] > placeInMiddle(whole)[0])
  assert.equal(moved(whole, 'nearer').zoom, whole.zoom + 1)
})
