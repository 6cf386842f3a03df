import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameWord, twoPlaces, wordsIn } from './word-check.ts'

const chances = (...numbers: number[]) => {
  const left = [...numbers]
  return () => left.shift() ?? 0
}

test('the two places are never the same one, and stand in order', () => {
  for (let one = 0; one < 12; one++)
    for (let other = 0; other < 11; other++) {
      const [low, high] = twoPlaces(chances(one / 12, other / 11))
      assert.ok(low >= 0 && low < high && high < 12, `${low} ${high}`)
    }
})

test('every word may be asked for', () => {
  const asked = new Set<number>()
  for (let one = 0; one < 12; one++) for (const place of twoPlaces(chances(one / 12, 0.5))) asked.add(place)
  assert.equal(asked.size, 12)
})

test('a capital letter, a space and a missing accent are forgiven; another word is not', () => {
  assert.ok(sameWord(' Abaco ', 'abaco'))
  assert.ok(sameWord('metà', 'meta'))
  assert.ok(!sameWord('abate', 'abaco'))
  assert.ok(!sameWord('', 'abaco'))
})

test('words are found among numbers, commas and line breaks', () => {
  assert.deepEqual(wordsIn('1. Abaco, 2. àncora\n3 zebra'), ['abaco', 'àncora', 'zebra'])
})
