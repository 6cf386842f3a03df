import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import { begunWith, inLanguage } from './answer-texts.ts'

const pilotOf = (city: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../pilots/${city}/pilot.json`), 'utf8')) as PublicPilot

test('a text in another language than the report’s is not offered', () => {
  assert.deepEqual(inLanguage(pilotOf('firenze'), 'fr'), [])
  assert.deepEqual(inLanguage({}, 'it'), [])
})

test('each city has texts in each of its languages, and none of them has a blank to fill in', () => {
  for (const city of ['bucuresti', 'dublin', 'firenze', 'lisboa', 'portolume', 'template']) {
    const pilot = pilotOf(city)
    for (const language of pilot.languages) {
      const texts = inLanguage(pilot, language)
      assert.ok(texts.length >= 3, `${city} in ${language}`)
      for (const { text } of texts) assert.doesNotMatch(text, /[[\]{}<>_]|\.\.\.|XX/)
    }
  }
})

test('what the officer had written stays, after the city’s text', () => {
  assert.equal(begunWith('Thank you.', '  '), 'Thank you.')
  assert.equal(begunWith('Thank you.', 'We come on Tuesday.'), 'Thank you.\n\nWe come on Tuesday.')
})
