import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Pilot } from '@citycop/protocol/pilots/pilot.ts'
import { inLanguage } from './answer-texts.ts'

const pilotOf = (city: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../pilots/${city}/pilot.json`), 'utf8')) as Pilot

test('a text in another language than the report’s is not offered', () => {
  assert.deepEqual(inLanguage(pilotOf('firenze').answers ?? [], 'fr'), [])
  assert.deepEqual(inLanguage([], 'it'), [])
})

test('each city has texts in each of its languages, and none of them has a blank to fill in', () => {
  for (const city of ['bucuresti', 'dublin', 'firenze', 'lisboa', 'portolume', 'template']) {
    const pilot = pilotOf(city)
    for (const language of pilot.languages) {
      const texts = inLanguage(pilot.answers ?? [], language)
      assert.ok(texts.length >= 3, `${city} in ${language}`)
      for (const { text } of texts) assert.doesNotMatch(text, /[[\]{}<>_]|\.\.\.|XX/)
    }
  }
})
