import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noPolicyYet, type Policy } from '@citycop/protocol/policy/terms.ts'
import { whoChoices } from './who.ts'

const terms = (tip: Policy['modes']['tip'], concern: Policy['modes']['concern']): Policy => ({
  ...noPolicyYet,
  modes: { tip, concern, formal_complaint: ['identified'] },
})

test('what the policy of a kind does not allow is not offered', () => {
  const city = terms(['anonymous'], ['pseudonymous', 'identified'])
  assert.deepEqual(whoChoices(city, { category: 'tip' }), ['nobody'])
  assert.deepEqual(whoChoices(city, { category: 'noise' }), ['nobody', 'named'])
  assert.deepEqual(whoChoices(terms(['anonymous'], ['identified']), { category: 'noise' }), ['named'])
})

test('a name is never put into a report where the policy wants it sealed apart', () => {
  assert.deepEqual(whoChoices(terms(['confidential'], ['confidential']), { category: 'noise' }), ['sealed'])
  assert.deepEqual(whoChoices(terms([], []), { category: 'noise' }), ['nobody'], 'nor where nobody could keep it')
})

test('before the city is known nothing is ruled out', () => {
  assert.deepEqual(whoChoices(undefined, { category: 'tip' }), ['nobody', 'named'])
})
