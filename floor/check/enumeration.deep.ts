// The same comparison as enumeration.test.ts over the whole product.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { floorPolicies, prepareCity, prepareRules, rightsPolicies } from '../decide/prepare.ts'
import { mismatches } from './compare.ts'
import { allSituations } from './situations.ts'

test('every act, role, single change and pair of changes is decided as the law says', (t) => {
  prepareRules(floorPolicies(), rightsPolicies())
  prepareCity('worst', '@id("C-ALL") permit (principal, action, resource);')
  const cases = allSituations()
  assert.deepEqual(mismatches('worst', cases).slice(0, 5), [])
  t.diagnostic(`exhaustive over ${cases.length} cases`)
})
