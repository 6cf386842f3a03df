import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { floor } from '@citycop/floor/floor.ts'
import { breachesIn, breachesOf } from './bounds.ts'
import { chanceFrom } from './testing/chance.ts'
import { madeValue, put } from './testing/either-side.ts'

const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../floor/examples/accepted/${name}.json`, import.meta.url), 'utf8'))
const german = example('de-hafenburg')
const made = floor.params.filter(({ op }) => op !== 'presentIf' && op !== 'regimeBasis')
const basis = floor.params.find(({ id }) => id === 'U3')

test('there are 65 bounds, and only two of them are of a kind of their own', () => {
  assert.equal(floor.params.length, 65)
  assert.equal(made.length, 63)
  assert.deepEqual(
    ['L', 'P', 'L+P'].map((kind) => floor.params.filter((one) => one.kind === kind).length),
    [19, 43, 3],
  )
})

for (const param of made)
  test(`200 policies on either side of ${param.id} agree with it`, () => {
    const chance = chanceFrom(Number.parseInt(param.id, 36))
    for (let n = 0; n < 400; n++) {
      const policy = structuredClone(german)
      policy.lea.memberState = chance.one(Object.keys(floor.consentAge))
      delete policy.retention.access_log.rule // a rule beside the days would count too
      const { inside, value } = madeValue(param, floor, policy.lea.memberState, n % 2 === 0, chance)
      put(policy, param.path, value, chance)
      const refused = breachesIn(param, policy, floor).length > 0
      assert.equal(refused, !inside, `${param.path} = ${JSON.stringify(value)}`)
      assert.equal(
        breachesOf(policy, floor).some(({ id }) => id === param.id),
        !inside,
      )
    }
  })

test('every purpose rests on its law for every basis there is, and on nothing else', () => {
  assert.ok(basis)
  const grounds = [
    'LED 8(1)',
    ...['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `GDPR 6(1)(${letter})`),
    '',
    'GDPR 6(1)(e), 6(1)(f)',
  ]
  for (const id of Object.keys(floor.vocabularies.purposes))
    for (const ground of grounds) {
      const policy = { purposes: [{ id, basis: ground, nationalLaw: 'x' }] }
      const police = id.startsWith('led_')
      const agreed = ['alerts', 'community_dialogue'].includes(id) && ground === 'GDPR 6(1)(a)'
      const fits = police ? ground === 'LED 8(1)' : /^GDPR 6\(1\)\([cde]\)$/.test(ground) || agreed
      assert.equal(breachesIn(basis, policy, floor).length === 0, fits, `${id} on ${ground}`)
    }
})

test('a formal complaint only with a name needs a law, and one with another way does not', () => {
  const breach = (modes: string[], law?: string) =>
    breachesOf({ identity: { modes_by_kind: { formal_complaint: modes }, identified_requires_law: law } }, floor).some(
      ({ id }) => id === 'I4',
    )
  assert.equal(breach(['identified']), true)
  assert.equal(breach(['identified'], '  '), true)
  assert.equal(breach(['identified'], 'Code 12'), false)
  assert.equal(breach(['identified', 'confidential']), false)
})

test('a period is held to the most days it can last, and a minimum to the fewest', () => {
  const withLife = (name: string, life: unknown) => {
    const policy = structuredClone(german)
    policy.retention[name] = life
    return breachesOf(policy, floor).map(({ id }) => id)
  }
  assert.deepEqual(withLife('report_noncrime', { days: 1, period: 'P1Y' }), ['R1']) // 366 in a leap year
  assert.deepEqual(withLife('report_noncrime', { days: 1, period: 'P11M' }), [])
  assert.deepEqual(withLife('report_noncrime', { days: 9999, period: 'P1M' }), ['R1'])
  assert.deepEqual(withLife('report_noncrime', { days: 1, period: 'a while' }), ['R1'])
  assert.deepEqual(withLife('report_noncrime', { days: 1, rule: 'end_of_year_following' }), ['R1'])
  assert.deepEqual(withLife('access_log', { days: 731, rule: 'end_of_year_following' }), [])
  assert.deepEqual(withLife('access_log', { days: 731, period: 'P11M' }), ['R12'])
  assert.deepEqual(withLife('access_log', { days: 731, period: 'P1Y' }), [])
})

test('a list’s members are named by what they are', () => {
  const policy = structuredClone(german)
  policy.purposes[0].basis = 'GDPR 6(1)(f)'
  assert.equal(breachesOf(policy, floor)[0]?.param, 'purposes[handle_concern].basis')
})

test('a policy cannot hide a value behind the names every object has', () => {
  const policy = structuredClone(german)
  policy.lea.memberState = 'constructor'
  assert.ok(breachesOf(policy, floor).some(({ id }) => id === 'C2'))
})
