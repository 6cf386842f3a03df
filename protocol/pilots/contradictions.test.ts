import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Boundary } from './boundary.ts'
import { contradictions } from './contradictions.ts'
import { type Parsed, parseBoundary, parseCityPolicy, parsePapers, parsePilot } from './folder-files.ts'
import type { Pilot } from './pilot.ts'

const template = join(import.meta.dirname, '../../pilots/template')
const json = (file: string) => JSON.parse(readFileSync(join(template, file), 'utf8'))
const found = <T>(parsed: Parsed<T>): T => ('found' in parsed ? parsed.found : assert.fail(parsed.problem))
const pilot = found(parsePilot(json('pilot.json')))
const policy = found(parseCityPolicy(json('policy/policy.json')))
const boundary = found(parseBoundary(json('boundary.geojson')))
const wrong = (change: Partial<Pilot>) => contradictions({ ...pilot, ...change }, policy, boundary)

test('what is left out or said twice is found, and said where', () => {
  const [first, ...rest] = pilot.categories
  assert.ok(first)
  assert.deepEqual(wrong({ categories: rest }), [`${first.id} is neither received nor elsewhere`])
  assert.deepEqual(wrong({ categories: [...pilot.categories, first] }), [`${first.id} is named twice`])
  assert.deepEqual(wrong({ categories: [{ ...first, unit: 'nobody' }, ...rest] }), [
    `${first.id} goes to nobody, which is no unit`,
  ])
  assert.deepEqual(wrong({ categories: [{ ...first, unit: 'inquiries' }, ...rest] }), [
    `${first.id} goes to inquiries, which does not serve "concern"`,
  ])
  const { en: _, ...none } = pilot.texts.start
  assert.deepEqual(wrong({ texts: { ...pilot.texts, start: none } }), ['texts.start is missing in "en"'])
})

test('the server knows a report by its group: a group has one unit, and none without a category that is received', () => {
  const twice = pilot.units.map((unit) => ({ ...unit, serves: [...new Set([...unit.serves, 'tip' as const])] }))
  assert.deepEqual(wrong({ units: twice }), ['two units serve "tip"'])
  const home = pilot.categories.filter(({ id }) => id === 'violence-home')
  const elsewhere = [...pilot.elsewhere, ...home.map(({ id }) => ({ id, who: { en: 'somebody else' } }))]
  assert.deepEqual(wrong({ categories: pilot.categories.filter(({ id }) => id !== 'violence-home'), elsewhere }), [
    '"protected" is served, and no category of it is received',
  ])
})

test('a policy of another city, country or language is found, and one without the purposes that its categories need', () => {
  assert.deepEqual(wrong({ id: 'other' }), ['the policy is that of template'])
  assert.deepEqual(wrong({ country: 'IT' }), ['the policy is for BE, not IT'])
  assert.match(wrong({ languages: ['en', 'ga'] }).join('\n'), /the policy names other languages/)
  const civil = { ...policy, purposes: policy.purposes.filter(({ id }) => !id.startsWith('led_')) }
  assert.ok(
    contradictions(pilot, civil, boundary).includes('theft is under LED, and the policy has no purpose of police work'),
  )
  const { service: _, ...timeless } = policy
  assert.deepEqual(contradictions(pilot, timeless, boundary), [
    'the policy has no section "service": clocks and time zone',
  ])
})

test('a district outside the boundary is found', () => {
  const [city, district] = boundary.features
  assert.ok(district)
  const away = district.geometry.coordinates[0].map(([x, y]): [number, number] => [x + 1, y])
  const moved = { ...district, geometry: { type: 'Polygon' as const, coordinates: [away] as [typeof away] } }
  const elsewhere: Boundary = { ...boundary, features: [city, moved] }
  assert.deepEqual(contradictions(pilot, policy, elsewhere), [
    `the district ${district.properties.id} lies outside the boundary`,
  ])
})

test('a file that is none is refused with the place in it', () => {
  const refused = (parsed: Parsed<unknown>) => ('problem' in parsed ? parsed.problem : assert.fail('was taken'))
  assert.match(refused(parsePilot({ ...json('pilot.json'), country: 'be' })), /^country: /)
  assert.match(refused(parsePilot({ ...json('pilot.json'), colour: 'red' })), /^colour: /)
  assert.match(
    refused(parsePapers({ ...json('papers.json'), unitKeysHeldBy: [{ unit: 'x', people: -1 }] })),
    /^unitKeysHeldBy\.0\.people: /,
  )
  const open = structuredClone(json('boundary.geojson'))
  open.features[0].geometry.coordinates[0].pop()
  assert.match(refused(parseBoundary(open)), /a ring ends where it began/)
})
