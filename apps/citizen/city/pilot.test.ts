import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import { dial, elsewhereOf, inLanguage, isReceived } from './pilot.ts'

const pilot = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../pilots/firenze/pilot.json'), 'utf8'),
) as PublicPilot

test('what a municipal police does not receive cannot be chosen; without a pilot everything can', () => {
  assert.deepEqual([isReceived(pilot, 'noise'), isReceived(pilot, 'theft')], [true, false])
  assert.equal(isReceived(undefined, 'theft'), true)
})

test('who receives the rest is named once, with all of its kinds', () => {
  const named = elsewhereOf(pilot, 'it')
  assert.deepEqual(named.flatMap(({ categories }) => categories).sort(), pilot.elsewhere.map(({ id }) => id).sort())
  assert.equal(new Set(named.map(({ who }) => who.text)).size, named.length)
  assert.ok(named.some(({ phone }) => phone === '1522'))
  assert.deepEqual(elsewhereOf(undefined, 'it'), [])
})

test('a text is in the person’s language, else in English, else in whatever there is', () => {
  assert.equal(inLanguage({ en: 'a', it: 'b' }, 'it'), 'b')
  assert.equal(inLanguage({ en: 'a', it: 'b' }, 'pt'), 'a')
  assert.equal(inLanguage({ ro: 'c' }, 'it'), 'c')
  assert.equal(dial('116 111'), 'tel:116111')
})
