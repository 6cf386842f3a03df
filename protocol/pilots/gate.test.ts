import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { completeLanguages } from './complete-languages.ts'
import { papersFor } from './example-papers.ts'
import { type Parsed, parseCityPolicy, parsePilot } from './folder-files.ts'
import { type GateFacts, gateItems, type Missing, missingFor } from './gate.ts'
import { noPapers, type Papers } from './papers.ts'

const template = join(import.meta.dirname, '../../pilots/template')
const read = <T>(file: string, parse: (value: unknown) => Parsed<T>): T => {
  const parsed = parse(JSON.parse(readFileSync(join(template, file), 'utf8').replaceAll('(to be written) ', '')))
  return 'found' in parsed ? parsed.found : assert.fail(parsed.problem)
}
const pilot = read('pilot.json', parsePilot)
const policy = read('policy/policy.json', parseCityPolicy)
const today = '2026-11-24'
const facts: GateFacts = { demo: false, today, completeLanguages: ['en'] }
const { example: _, ...signed } = papersFor({ pilot, policy, papers: noPapers }, { demo: true, today })

const missing = (papers: Papers, more: Partial<GateFacts> = {}): Missing[] =>
  missingFor(pilot, policy, papers, { ...facts, ...more })
const named = (found: readonly Missing[]) => found.map(({ what, of }) => (of === undefined ? what : `${what} ${of}`))

describe('a city may not open', () => {
  test('with nothing signed: everything is missing, in the order in which it is listed, each with why, law and what to do', () => {
    const found = missing(noPapers, { completeLanguages: [] })
    const order = [...new Set(found.map(({ what }) => what))]
    assert.deepEqual(
      order,
      gateItems.filter((one) => one !== 'opening-day'),
    )
    for (const { why, law, todo } of found) assert.ok(why && law && todo)
    assert.equal(found.filter(({ what }) => what === 'legal-basis').length, pilot.categories.length)
  })

  test('with made-up papers under a real root, and it is told that they are made up', () => {
    const found = missing({ ...signed, example: true })
    assert.deepEqual(found.map(({ what }) => what).slice(-1), ['training'])
    assert.deepEqual(named(found), named(missing(noPapers)))
    assert.match(found[0]?.why ?? '', /marked as an example count in a demo only/)
  })

  const tomorrow = '2026-11-25'
  const alone: [title: string, papers: Partial<Papers>, expected: string][] = [
    ['legal basis of one category', { legalBasis: { ...signed.legalBasis, hate: null } }, 'legal-basis hate'],
    ['contract', { processorContract: null }, 'processor-contract'],
    ['contract of tomorrow', { processorContract: { date: tomorrow, ref: 'x' } }, 'processor-contract'],
    ['assessment', { impactAssessment: null }, 'impact-assessment'],
    ['approval', { policyApproved: null }, 'policy'],
    ['approval of this version', { policyApproved: { version: '2', date: today, by: ['dpo', 'chief'] } }, 'policy'],
    ['approval by the chief', { policyApproved: { version: '1', date: today, by: ['dpo'] } }, 'policy'],
    ['second holder', { unitKeysHeldBy: hold({ inquiries: 1 }) }, 'unit-keys inquiries'],
    ['holder', { unitKeysHeldBy: hold({ inquiries: 0 }) }, 'unit-keys inquiries'],
    ['watchdog', { watchdog: null }, 'watchdog'],
    ['authority', { supervisoryAuthority: null }, 'supervisory-authority'],
    ['training', { staffTrained: null }, 'training'],
    ['training of everybody', { staffTrained: { on: today, count: 7 } }, 'training'],
    ['training that has not run out', { staffTrained: { on: '2025-11-24', count: 8 } }, 'training'],
    ['training that took place', { staffTrained: { on: tomorrow, count: 8 } }, 'training'],
  ]
  for (const [title, change, expected] of alone)
    test(`without the ${title}, and that alone is said`, () => {
      assert.deepEqual(named(missing({ ...signed, ...change })), [expected])
    })

  test('when the apps lack one of its languages, or the city has not written its own texts in it', () => {
    assert.deepEqual(named(missing(signed, { completeLanguages: ['de'] })), ['languages en'])
    const texts = { ...pilot.texts, start: { en: '(to be written) Hello.' } }
    const found = missingFor({ ...pilot, texts }, policy, signed, facts)
    assert.deepEqual(
      [named(found), found[0]?.why],
      [['languages en'], 'texts.start of the city have not been written in "en"'],
    )
  })

  test('before its day', () => {
    const opening = { ...pilot, opens: '2026-12-01' }
    assert.deepEqual(named(missingFor(opening, policy, signed, facts)), ['opening-day 2026-12-01'])
    assert.deepEqual(missingFor(opening, policy, signed, { ...facts, today: '2026-12-01' }), [])
  })

  test('without a policy, whatever the papers say', () => {
    assert.deepEqual(named(missingFor(pilot, undefined, signed, facts)), ['policy', 'training'])
  })

  test('when the server sees other than the papers say: what is seen counts', () => {
    assert.deepEqual(named(missing(signed, { policyPublished: false })), ['policy'])
    const keysHeldBy = { neighbourhoods: 2, inquiries: 1 }
    assert.deepEqual(named(missing(signed, { keysHeldBy })), ['unit-keys inquiries', 'unit-keys home-safety'])
  })
})

test('with everything signed nothing is missing, and made-up papers are enough for a demo', () => {
  assert.deepEqual(missing(signed), [])
  assert.deepEqual(missing({ ...signed, example: true }, { demo: true, completeLanguages: [] }), [])
  assert.deepEqual(missing({ ...signed, policyApproved: null }, { policyPublished: true }), [])
})

test('a language is complete when it says everything that English says, and nothing is complete without English', () => {
  const en = { a: 'a', b: 'b' }
  assert.deepEqual(completeLanguages({ en, it: { a: 'x', b: 'y', c: 'z' }, ro: { a: 'x' }, ga: { a: 'x', b: ' ' } }), [
    'en',
    'it',
  ])
  assert.deepEqual(completeLanguages({ it: en }), [])
})

function hold(instead: Record<string, number>): Papers['unitKeysHeldBy'] {
  return pilot.units.map(({ id }) => ({ unit: id, people: instead[id] ?? 2 }))
}
