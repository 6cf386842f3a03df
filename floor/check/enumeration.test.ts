// The floor against the law, over the whole of a finite world, and against itself with each rule taken away.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { floorPolicies, prepareCity, prepareRules, rightsPolicies } from '../decide/prepare.ts'
import { mismatches } from './compare.ts'
import { forbiddenBy, grantedBy, lawIds } from './oracle.ts'
import { floorSituations } from './situations.ts'

/** The worst city there is: it permits everything to everybody. */
const permitAll = '@id("C-ALL") permit (principal, action, resource);'
const cases = floorSituations()

before(() => prepareRules(floorPolicies(), rightsPolicies()))

test('the oracle and the Cedar texts have the same rules', () => {
  assert.deepEqual([...lawIds].sort(), [...floorPolicies().keys(), ...rightsPolicies().keys()].sort())
})

test('the floor forbids what the law forbids and nothing else, in a city that permits everything', (t) => {
  prepareCity('worst', permitAll)
  const found = mismatches('worst', cases)
  assert.deepEqual(found.slice(0, 5), [])
  t.diagnostic(`exhaustive over ${cases.length} cases`)
})

for (const id of floorPolicies().keys())
  test(`a floor without ${id} is noticed`, () => {
    const floor = floorPolicies()
    floor.delete(id)
    prepareRules(floor, rightsPolicies())
    prepareCity('mutant', permitAll)
    const touched = cases.filter((facts) => forbiddenBy(facts).includes(id)).slice(0, 60)
    const found = mismatches('mutant', touched)
    assert.ok(found.some(({ rule }) => rule === id))
    assert.ok(found.every(({ rule }) => rule === id))
  })

for (const id of rightsPolicies().keys())
  test(`a set of rights without ${id} is noticed`, () => {
    const rights = rightsPolicies()
    rights.delete(id)
    prepareRules(floorPolicies(), rights)
    prepareCity('mutant', permitAll)
    const touched = cases.filter((facts) => grantedBy(facts).includes(id)).slice(0, 60)
    assert.ok(mismatches('mutant', touched).length > 0)
  })
