import assert from 'node:assert/strict'
import { test } from 'node:test'
import { floor } from '@citycop/floor/floor.ts'
import { addDays } from '../contract/days.ts'
import { breachesIn } from './bounds.ts'
import { type Bound, boundFor } from './bounds-floor.ts'
import type { Life } from './city-policy.ts'
import { endOf } from './periods.ts'
import { compare, stricter } from './strictness.ts'
import { chanceFrom } from './testing/chance.ts'
import { madeValue } from './testing/either-side.ts'

const param = (id: string): Bound => {
  const found = floor.params.find((one) => one.id === id)
  assert.ok(found)
  return found
}

test('fewer days, a larger cell, fewer receivers and more that is barred are stricter; not the other way', () => {
  const pairs: readonly (readonly [id: string, strict: unknown, loose: unknown])[] = [
    ['R1', 90, 180],
    ['R12', 731, 365],
    ['M1', 500, 250],
    ['D1', ['same_lea'], ['same_lea', 'lea_eu']],
    ['N1', [], ['on_device']],
    ['M5', ['trafficking', 'drugs'], ['trafficking']],
    ['I1', ['anonymous', 'pseudonymous'], ['pseudonymous', 'identified']],
    ['I5', true, false],
    ['G2', 'an authority', ''],
    ['R1', { days: 180, period: 'P5M' }, 180],
    ['R1', { days: 1, period: 'P1M' }, { days: 1, rule: 'end_of_year_following' }],
  ]
  for (const [id, strict, loose] of pairs) {
    assert.equal(stricter(param(id), strict, loose), true, id)
    assert.equal(stricter(param(id), loose, strict), false, id)
    assert.equal(compare(param(id), loose, strict), 'looser', id)
    assert.equal(compare(param(id), strict, strict), 'equal', id)
  }
})

test('neither of two sets that each lack something, nor thirty days and a month, is the stricter', () => {
  assert.equal(compare(param('D1'), ['same_lea'], ['lea_eu']), 'apart')
  assert.equal(compare(param('R1'), { days: 30 }, { days: 30, period: 'P1M' }), 'apart')
  assert.equal(compare(param('R1'), 'long', 30), 'apart')
})

test('no two values are each stricter than the other, and a value inside the bound is never looser than one outside', () => {
  const chance = chanceFrom(7)
  for (const one of floor.params.filter(({ op }) => op !== 'presentIf' && op !== 'regimeBasis'))
    for (let n = 0; n < 100; n++) {
      const inside = madeValue(one, floor, 'IT', true, chance).value
      const outside = madeValue(one, floor, 'IT', false, chance).value
      assert.ok(!(stricter(one, inside, outside) && stricter(one, outside, inside)))
      if (one.op === '<=' || one.op === '>=')
        assert.ok(
          typeof outside !== 'number' || outside < 0 || !Number.isInteger(outside) || !stricter(one, outside, inside),
        )
    }
})

test('a stricter life never ends later, on any day of four years', () => {
  const chance = chanceFrom(11)
  const lives: Life[] = Array.from({ length: 60 }, (): Life => {
    const days = chance.whole(800)
    const period = chance.one(['P1M', 'P6M', 'P1Y', 'P2W', 'P1Y1M', 'P30D', `P${1 + chance.whole(30)}M`])
    return chance.one([{ days }, { days, period }, { days, rule: 'end_of_year_following' }])
  })
  let compared = 0
  for (let n = 0; n < 150; n++) {
    const [a, b] = [chance.one(lives), chance.one(lives)]
    const order = compare(param('R1'), a, b)
    if (order !== 'stricter') continue
    compared++
    for (let d = 0; d < 1461; d += 13) {
      const day = addDays('2028-01-01', d)
      assert.ok(endOf(day, a) <= endOf(day, b), `${JSON.stringify(a)} after ${JSON.stringify(b)} from ${day}`)
    }
  }
  assert.ok(compared > 30)
})

test('what is stricter than a value inside its bound is inside too', () => {
  for (const one of floor.params.filter(({ op, path }) => op === '<=' && !/[[*]/.test(path))) {
    const bound = Number(boundFor(one, floor))
    for (const value of [0, bound - 1, bound]) assert.deepEqual(breachesIn(one, nested(one.path, value), floor), [])
  }
})

function nested(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
}
