import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noAnswers } from './answers.ts'
import { letterOf, unitsFor } from './letter.ts'

const said = { ...noAnswers(), category: 'noise' as const, what: ' loud ', where: 'pier 3', moment: 'today' as const }
const harbour = { id: 'harbour-team', title: {}, serves: ['concern', 'crime'] as const }
const old = { id: 'old-town', title: {}, serves: ['concern'] as const }
const home = { id: 'home-safety', title: {}, serves: ['protected'] as const }

test('a name typed and then taken back by choosing "without a name" does not leave the phone', () => {
  const letter = letterOf({ ...said, who: 'nobody', name: 'Ada', contact: 'ada@example.org' }, 'en', 'Today')
  assert.equal(JSON.stringify(letter).includes('Ada'), false)
  assert.equal('contact' in letter, false)
})

test('what was done is read before who did it; a question has nobody who did it', () => {
  const seen = { ...said, whom: ' two on a scooter ' }
  assert.equal(letterOf(seen, 'en', '').what, 'loud\n\ntwo on a scooter')
  assert.equal(letterOf(said, 'en', '').what, 'loud')
  assert.equal(letterOf({ ...seen, category: 'question' }, 'en', '').what, 'loud')
})

test('a position leaves the phone only where it was added, and never with a question', () => {
  const position = 'geo:42.49,10.13;u=1000'
  assert.equal('position' in letterOf(said, 'en', ''), false)
  assert.equal(letterOf({ ...said, position }, 'en', '').position, position)
  assert.equal('position' in letterOf({ ...said, position, category: 'question' }, 'en', ''), false)
})

test('the moment is said with the words beside it', () => {
  assert.equal(letterOf({ ...said, when: ' at nine ' }, 'en', 'Today').when, 'Today – at nine')
  assert.equal(letterOf(said, 'en', 'Today').when, 'Today')
})

test('a place given before the category became a question is left out', () => {
  const letter = letterOf({ ...said, category: 'question' }, 'en', 'Today')
  assert.deepEqual([letter.where, letter.when], ['', ''])
})

test('only units that serve the group may receive it, the chosen one first', () => {
  const ids = (unit?: string) => unitsFor({ ...said, unit }, [home, harbour, old]).map((one) => one.id)
  assert.deepEqual(ids(), ['harbour-team', 'old-town'])
  assert.deepEqual(ids('old-town'), ['old-town', 'harbour-team'])
  assert.deepEqual(ids('home-safety'), ['harbour-team', 'old-town'])
})
