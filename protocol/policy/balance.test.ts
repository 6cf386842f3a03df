import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { floor } from '@citycop/floor/floor.ts'
import { balanceOf } from './balance.ts'

const today = '2026-11-24'
const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../floor/examples/accepted/${name}.json`, import.meta.url), 'utf8'))
const [german, spanish, dutch] = ['de-hafenburg', 'es-puertoclaro', 'nl-rivierstad'].map(example)
const row = (policy: unknown, id: string) => balanceOf(policy, floor, [], today).find((one) => one.id === id)

test('below the floor is red, whatever explains it', () => {
  const policy = structuredClone(spanish)
  policy.map.cell_m = 199
  assert.equal(row(policy, 'M1')?.colour, 'red')
  assert.equal(row(policy, 'M1')?.deviation?.valid, true)
})

test('looser than the default is amber, and its deviation counts until its end and only when it is whole', () => {
  const policy = structuredClone(dutch)
  assert.deepEqual([row(policy, 'R3')?.colour, row(policy, 'R3')?.deviation?.valid], ['amber', true])
  for (const change of [{ expires: today }, { why: ' ' }, { dpo: '' }]) {
    policy.deviations[1] = { ...dutch.deviations[1], ...change }
    assert.equal(row(policy, 'R3')?.deviation?.valid, false)
  }
  policy.deviations = []
  assert.equal(row(policy, 'R3')?.deviation, undefined)
})

test('at the default or stricter is green, and a rule of a law that is the default is too', () => {
  const policy = structuredClone(german)
  assert.deepEqual(policy.retention.access_log, { days: 731, rule: 'end_of_year_following (BDSG 76(4))' })
  assert.equal(row(policy, 'R12')?.colour, 'green')
  policy.map.cell_m = 250
  assert.equal(row(policy, 'M1')?.colour, 'green')
  policy.map.cell_m = 249
  assert.equal(row(policy, 'M1')?.colour, 'amber')
})

test('three cities stand as they were described: none, two and twenty-three choices to explain', () => {
  const amber = (policy: unknown) =>
    balanceOf(policy, floor, [], today).filter(({ colour }) => colour === 'amber').length
  assert.deepEqual([german, dutch, spanish].map(amber), [0, 2, 23])
})

test('every parameter has one line, with the floor, the default, this city and the others, and no line adds them up', () => {
  const rows = balanceOf(german, floor, [{ name: 'Puerto Claro', policy: spanish }], today)
  assert.deepEqual(
    rows.map(({ id }) => id),
    floor.params.map(({ id }) => id),
  )
  assert.deepEqual(
    rows.find(({ id }) => id === 'M1'),
    {
      id: 'M1',
      param: 'map.cell_m',
      kind: 'P',
      law: 'GDPR 25(2), 5(1)(c)',
      floor: 200,
      default: 250,
      city: 1000,
      others: [{ name: 'Puerto Claro', value: 200, colour: 'amber' }],
      colour: 'green',
    },
  )
})

test('the age for the forum is that of the member state', () => {
  assert.deepEqual([row(german, 'C2')?.floor, row(spanish, 'C2')?.floor], [16, 14])
})

test('what is no policy is red and not an error', () => {
  for (const nothing of [undefined, null, 3, [], { deviations: [null, 4, { param: 'R1' }] }])
    assert.equal(row(nothing, 'R1')?.colour, 'red')
})
