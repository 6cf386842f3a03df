import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begin, newJourney } from './journey.ts'
import { back } from './steps.ts'

test('no door of the start screen takes away what was written', () => {
  const journey = newJourney()
  Object.assign(journey, { step: 'when' })
  Object.assign(journey.answers, { category: 'noise', what: 'loud' })
  const before = structuredClone(journey)
  begin(journey, 'question')
  begin(journey, 'report')
  assert.deepEqual(journey, before)
})

test('the door of questions leads straight to the question, and back from it the other kinds are there', () => {
  const journey = newJourney()
  begin(journey, 'question')
  assert.deepEqual([journey.step, journey.answers.category], ['what', 'question'])
  assert.equal(back(journey, journey.answers)?.step, 'category')
})

test('the door of reports after a look at the other one asks what it is about', () => {
  const journey = newJourney()
  begin(journey, 'question')
  begin(journey, 'report')
  assert.deepEqual([journey.step, journey.answers.category], ['category', undefined])
})
