import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPosition, readPosition, sayPosition, spellPosition } from './geo-uri.ts'

const here = { latitude: 42.493127, longitude: 10.130248, accuracy: 7.3 }

test('a position out of the world, too fine, too long or of another kind is refused', () => {
  for (const spelt of [
    'geo:91,10;u=30',
    'geo:42.5,181;u=30',
    'geo:42.49312,10.13;u=30',
    'geo:42.49,10.13',
    'geo:42.49,10.13;u=0',
    'geo:42.49,10.13;u=100000',
    'geo:42.49,10.13;u=30;x=1',
    'GEO:42.49,10.13;u=30',
    'geo:1e1,10;u=30',
    ' geo:42.49,10.13;u=30',
    '42.49,10.13',
    '',
  ])
    assert.equal(isPosition(spelt), false, spelt)
})

test('a rough position holds no more than two decimals, whatever the phone knew', () => {
  assert.equal(spellPosition(here, 'rough'), 'geo:42.49,10.13;u=1000')
  assert.equal(spellPosition({ ...here, accuracy: 1500.2 }, 'rough'), 'geo:42.49,10.13;u=1501')
  assert.equal(spellPosition(here, 'exact'), 'geo:42.4931,10.1302;u=10')
})

test('what is spelt can be read, anywhere on earth', () => {
  for (const [latitude, longitude] of [
    [0, 0],
    [-0.00001, 0.00001],
    [-33.92487, 18.424055],
    [64.1466, -21.9426],
    [-90, 180],
  ] as const)
    for (const how of ['exact', 'rough'] as const)
      assert.ok(readPosition(spellPosition({ latitude, longitude, accuracy: 12 }, how)), `${latitude} ${longitude}`)
  assert.equal(sayPosition(spellPosition(here, 'exact')), '42.4931, 10.1302 (± 10 m)')
  assert.equal(sayPosition('somewhere'), '')
})
