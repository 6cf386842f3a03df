// A stricter value never lengthens a life: of a report, filed or not, under one version or several, nor of anything else kept.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { floor } from '@citycop/floor/floor.ts'
import { addDays } from '../contract/days.ts'
import { boundFor } from './bounds-floor.ts'
import type { CityPolicy, Life } from './city-policy.ts'
import { endDate } from './end-date.ts'
import { retentionClasses } from './parameters.ts'
import { compare } from './strictness.ts'
import { type Policy, termsOf } from './terms.ts'
import { chanceFrom } from './testing/chance.ts'
import { put } from './testing/either-side.ts'

const pilot = (name: string): CityPolicy =>
  JSON.parse(readFileSync(new URL(`../../pilots/${name}/policy/policy.json`, import.meta.url), 'utf8'))
const cities = ['portolume', 'firenze', 'lisboa', 'bucuresti', 'dublin'].map(pilot)
const chance = chanceFrom(41)

const ofReports = {
  R1: 'report_noncrime',
  R2: 'report_crime_minor',
  R3: 'report_crime_serious',
  R4: 'report_no_action',
  R5: 'tip_anonymous',
} as const
const ids = Object.keys(ofReports) as (keyof typeof ofReports)[]
const bound = (id: string) => {
  const found = floor.params.find((one) => one.id === id)
  assert.ok(found)
  return found
}
const anyLife = (): Life => {
  const days = chance.whole(1000)
  return chance.one<Life>([
    { days },
    { days, period: `P${1 + chance.whole(24)}M` },
    { days, period: chance.one(['P1Y', 'P2W', 'P1Y1M', 'P30D']) },
    { days, rule: 'end_of_year_following (a law)' },
  ])
}
const withLives = (city: CityPolicy, lives: Partial<CityPolicy['retention']>): Policy =>
  termsOf({ ...city, retention: { ...city.retention, ...lives } })
const days = Array.from({ length: 20 }, (_, n) => addDays('2027-11-20', n * 73))
const filings = [null, ...retentionClasses]

test('a policy with a stricter life for one kind of report ends no report later, on whatever day it came, filed or not', () => {
  const counted = { stricter: 0, shorter: 0 }
  for (let n = 0; counted.stricter < 100; n++) {
    assert.ok(n < 5000, 'too few pairs of which one is stricter')
    const [id, strict, loose, city] = [chance.one(ids), anyLife(), anyLife(), chance.one(cities)]
    if (compare(bound(id), strict, loose) !== 'stricter') continue
    counted.stricter++
    const [under, before] = [strict, loose].map((life) => [withLives(city, { [ofReports[id]]: life })])
    for (const day of days)
      for (const filed of filings) {
        const [one, other] = [endDate(day, filed, under ?? []), endDate(day, filed, before ?? [])]
        assert.ok(one <= other, `${id} ${JSON.stringify(strict)} ends ${one}, ${JSON.stringify(loose)} ${other}`)
        if (one < other) counted.shorter++
      }
  }
  assert.ok(counted.shorter > 1000)
})

test('no further version of the policy, stricter or not, lengthens the life of a report that is there', () => {
  let shorter = 0
  for (let n = 0; n < 200; n++) {
    const city = chance.one(cities)
    const versions = Array.from({ length: 2 + chance.whole(3) }, () =>
      withLives(city, Object.fromEntries(Object.values(ofReports).map((name) => [name, anyLife()]))),
    )
    for (const day of days.slice(0, 12))
      for (const filed of filings)
        for (let until = 1; until < versions.length; until++) {
          const [before, after] = [versions.slice(0, until), versions.slice(0, until + 1)]
          const [one, other] = [endDate(day, filed, after), endDate(day, filed, before)]
          assert.ok(one <= other, `${day} ${filed}: ${other} became ${one}`)
          if (one < other) shorter++
        }
  }
  assert.ok(shorter > 1000)
})

/** What else of a policy says how long: each with the term that the server and the apps go by. */
const spans: readonly (readonly [id: string, term: keyof Policy])[] = [
  ['R6', 'identityDays'],
  ['R7', 'attachmentsUnusedDays'],
  ['R16', 'backupDays'],
  ['R17', 'holdDays'],
  ['X1', 'sessionHours'],
  ['X3', 'trainingMonths'],
]

for (const [id, term] of spans)
  test(`a stricter ${id} never lengthens ${term}`, () => {
    const param = bound(id)
    const most = Number(boundFor(param, floor))
    for (let n = 0; n < 200; n++) {
      const [strict, loose] = [chance.whole(most + 1), chance.whole(most + 1)]
      if (compare(param, strict, loose) !== 'stricter') continue
      const [one, other] = [strict, loose].map((value) => {
        const city = structuredClone(chance.one(cities))
        put(city, param.path, value, chance)
        return Number(termsOf(city)[term])
      })
      assert.ok(one !== undefined && other !== undefined && one < other, `${strict} gives ${one}, ${loose} ${other}`)
    }
  })
