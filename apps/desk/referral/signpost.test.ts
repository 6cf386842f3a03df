import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signpost, wordsFor } from './signpost.ts'

const shelter = { id: 'shelter', title: 'A shelter', what: 'A safe place.', reach: '112 233' }
const advice = { id: 'advice', title: 'Advice', what: '', reach: 'Long Street 3' }

test('what an officer wrote is never replaced by choosing another service', () => {
  assert.equal(wordsFor(advice, shelter, 'My own words'), 'My own words')
  assert.equal(wordsFor(advice, shelter, `${signpost(shelter)} Ask for Ms B.`), `${signpost(shelter)} Ask for Ms B.`)
})

test('what nobody touched follows the service that is chosen', () => {
  assert.equal(wordsFor(shelter, undefined, ' '), 'A shelter\nA safe place.\n112 233')
  assert.equal(wordsFor(advice, shelter, signpost(shelter)), 'Advice\nLong Street 3')
})
