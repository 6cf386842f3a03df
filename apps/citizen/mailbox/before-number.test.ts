import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beforeNumber } from './before-number.ts'

test('a referral’s number is said once, and no other word of the unit is left out', () => {
  assert.equal(beforeNumber('Safe House: K7QF-2M9X', 'K7QF-2M9X'), 'Safe House')
  for (const text of ['Safe House: K7QF-2M9X, ask for Ms B.', 'K7QF-2M9X', 'Call them.'])
    assert.equal(beforeNumber(text, 'K7QF-2M9X'), text)
  assert.equal(beforeNumber('Safe House: K7QF-2M9X', undefined), 'Safe House: K7QF-2M9X')
})
