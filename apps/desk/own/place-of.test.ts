import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { middleOf } from '@citycop/protocol/pilots/geometry.ts'
import { type Boundary, pictureOf } from '@citycop/ui/city-picture.ts'
import { placeOf } from './place-of.ts'

const file = join(import.meta.dirname, '../../../pilots/portolume/boundary.geojson')
const boundary = JSON.parse(readFileSync(file, 'utf8')) as Boundary
const [, district] = boundary.features
const told = (where: string, position?: string) => ({ where, position })

test('words that name no district, and a position outside the city, are nowhere on the picture', () => {
  assert.equal(placeOf(told('behind the old mill'), boundary), undefined)
  assert.equal(placeOf(told('', 'geo:0,0;u=20'), boundary), undefined)
})

test('a district is known by the end of the words, in any of its languages; a name in their middle is only a word', () => {
  for (const name of Object.values(district?.properties.name ?? {})) {
    assert.deepEqual(placeOf(told(`Pier Street, ${name.toUpperCase()}`), boundary), {
      district: district?.properties.id,
    })
    assert.equal(placeOf(told(`${name} is where my aunt lives`), boundary), undefined)
  }
})

test('a position lies in its district, and inside the drawing', () => {
  assert.ok(district)
  const [x, y] = middleOf(district.geometry.coordinates[0])
  const place = placeOf(told('', `geo:${y.toFixed(4)},${x.toFixed(4)};u=30`), boundary)
  assert.deepEqual([place?.district, place?.metres], [district.properties.id, 30])
  const picture = pictureOf(boundary)
  const [left = -1, top = -1] = place?.point ? picture.at(place.point) : []
  assert.ok(left > 0 && left < picture.width && top > 0 && top < picture.height)
})
