import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { middleOf } from '@citycop/protocol/pilots/geometry.ts'
import { pictureOf } from '@citycop/ui/city-picture.ts'
import { findDistricts } from './find-districts.ts'
import { type Boundary, districtsOf, whereabouts } from './whereabouts.ts'
import { withDistrict } from './with-district.ts'

const pilots = join(import.meta.dirname, '../../../pilots')
const boundaryOf = (city: string): Boundary =>
  JSON.parse(readFileSync(join(pilots, city, 'boundary.geojson'), 'utf8')) as Boundary
const cities = readdirSync(pilots).filter((one) => !['README.md', 'default'].includes(one))
const at = (longitude: number, latitude: number, accuracy = 20) => ({ longitude, latitude, accuracy })
const ids = (city: string, typed: string) => findDistricts(districtsOf(boundaryOf(city)), typed).map(({ id }) => id)

test('a position outside every city is in none of them', () => {
  for (const city of cities) assert.deepEqual(whereabouts(boundaryOf(city), at(0, 0)), { at: 'outside' }, city)
})

test('the middle of each district is found in that district, in every city', () => {
  for (const city of cities) {
    const boundary = boundaryOf(city)
    for (const { properties, geometry } of boundary.features.slice(1)) {
      const [x, y] = middleOf(geometry.coordinates[0])
      assert.deepEqual(whereabouts(boundary, at(x, y)), { at: 'district', id: properties.id }, city)
    }
  }
})

test('in the city but in no district is said as that; a phone that hardly knows says nothing', () => {
  const portolume = boundaryOf('portolume')
  assert.deepEqual(whereabouts(portolume, at(10.078, 42.498)), { at: 'city' })
  assert.deepEqual(whereabouts(portolume, at(10.13, 42.49, 2001)), { at: 'rough' })
})

test('a district is found without its accents, in any of the city’s languages, by the beginning of a word', () => {
  assert.deepEqual(ids('lisboa', 'nacoes'), ids('lisboa', 'Parque das Nações'))
  assert.deepEqual(ids('dublin', 'iarthar bhaile'), ids('dublin', 'west dub'))
  assert.equal(ids('dublin', 'iarthar bhaile').length, 1)
  assert.deepEqual(ids('firenze', 'historic'), ids('firenze', 'CENTRO stor'))
  assert.equal(ids('bucuresti', '  sector 4 ').length, 1)
})

test('a name of nowhere finds nothing; nothing typed finds all', () => {
  assert.deepEqual(ids('lisboa', 'atlantis'), [])
  assert.deepEqual(ids('lisboa', 'acoes'), [], 'not in the middle of a word')
  assert.deepEqual(ids('lisboa', '(.*'), ids('lisboa', ''))
  assert.equal(ids('lisboa', ' ').length, districtsOf(boundaryOf('lisboa')).length)
})

test('a chosen district is written after the place; another one takes its turn, and words are never lost', () => {
  assert.equal(withDistrict('', '', 'Harbour'), 'Harbour')
  assert.equal(withDistrict('Pier 3', '', 'Harbour'), 'Pier 3, Harbour')
  assert.equal(withDistrict('Pier 3, Harbour', 'Harbour', 'Old town'), 'Pier 3, Old town')
  assert.equal(withDistrict('Pier 3, Harbour', 'Harbour', ''), 'Pier 3')
  assert.equal(withDistrict('Harbour, by the crane', 'Harbour', 'Old town'), 'Harbour, by the crane, Old town')
})

test('the picture keeps every district inside its frame, and north above', () => {
  for (const city of cities) {
    const { width, height, districts } = pictureOf(boundaryOf(city))
    for (const { path, x, y } of districts) {
      const numbers = path.match(/-?[\d.]+/g)?.map(Number) ?? []
      for (const [i, one] of numbers.entries()) assert.ok(one >= 0 && one <= (i % 2 ? height : width), city)
      assert.ok(x > 0 && x < width && y > 0 && y < height)
    }
  }
  const { districts } = pictureOf(boundaryOf('dublin'))
  const y = (id: string) => districts.find((one) => one.id === id)?.y ?? Number.NaN
  assert.ok(y('north-county') < y('south-county'))
})
