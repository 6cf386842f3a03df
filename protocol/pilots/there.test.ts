import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'valibot'
import { papersFor } from './example-papers.ts'
import { type Parsed, parseCityPolicy, parsePilot } from './folder-files.ts'
import { type GateFacts, missingFor } from './gate.ts'
import { noPapers, type Papers } from './papers.ts'
import { endingSoon, type There, there, thereFor } from './there.ts'

const template = join(import.meta.dirname, '../../pilots/template')
const read = <T>(file: string, parsed: (value: unknown) => Parsed<T>): T => {
  const one = parsed(JSON.parse(readFileSync(join(template, file), 'utf8').replaceAll('(to be written) ', '')))
  return 'found' in one ? one.found : assert.fail(one.problem)
}
const pilot = read('pilot.json', parsePilot)
const policy = read('policy/policy.json', parseCityPolicy)
const today = '2026-11-24'
const facts: GateFacts = { demo: false, today, completeLanguages: ['en'] }
const { example: _, ...signed } = papersFor({ pilot, policy, papers: noPapers }, { demo: true, today })
const both = (papers: Papers, more: Partial<GateFacts> = {}) => {
  const missing = missingFor(pilot, policy, papers, { ...facts, ...more })
  return { missing, there: thereFor(pilot, policy, papers, { ...facts, ...more }, missing) }
}
const names = (all: readonly Pick<There, 'what' | 'of'>[]) => all.map(({ what, of }) => `${what} ${of ?? ''}`)

test('a paper that has ended is missing, and it is said when it ended; on its last day it is there', () => {
  const contract = { date: '2025-11-24', ref: 'x', until: today }
  assert.deepEqual(both({ ...signed, processorContract: contract }).missing, [])
  const { missing, there } = both({ ...signed, processorContract: { ...contract, until: '2026-11-23' } })
  assert.deepEqual(names(missing), ['processor-contract '])
  assert.match(missing[0]?.why ?? '', /the one of 2025-11-24 ended on 2026-11-23/)
  assert.ok(!names(there).includes('processor-contract '))
})

test('nothing is both there and missing, and nothing that is asked for is neither', () => {
  const all = names(both(signed).there).sort()
  for (const papers of [noPapers, signed, { ...signed, watchdog: null, legalBasis: {} }]) {
    const { missing, there } = both(papers)
    assert.deepEqual([...names(missing), ...names(there)].sort(), all)
  }
})

test('what everybody sees of the papers holds no reference and nobody who signed', () => {
  const papers: Papers = {
    ...signed,
    processorContract: { date: today, ref: 'REF-SECRET' },
    impactAssessment: { date: today, ref: 'REF-SECRET', approvedBy: 'Ottavia Quercioli' },
    legalBasis: { ...signed.legalBasis, noise: { date: today, ref: 'REF-SECRET', confirmedBy: 'Ottavia Quercioli' } },
  }
  const said = both(papers).there.map((one) => parse(there, one))
  assert.doesNotMatch(JSON.stringify(said), /REF-SECRET|Ottavia|contact/)
})

test('each thing is there with its days, roles and numbers', () => {
  const found = both(signed, { policySince: '2026-11-10', keysHeldBy: { [pilot.units[0]?.id ?? '']: 3 } }).there
  const of = (what: There['what']) => found.find((one) => one.what === what)
  assert.deepEqual(of('policy'), { what: 'policy', version: '1', by: ['dpo', 'chief'], on: '2026-11-10' })
  assert.deepEqual(of('unit-keys'), { what: 'unit-keys', of: pilot.units[0]?.id, people: 3, needed: 2 })
  assert.equal(of('training')?.until, '2027-11-23')
  assert.equal(of('watchdog')?.name, 'watchdog (example)')
})

test('sixty days before its end a paper is warned of, and not sixty-one', () => {
  const until = (day: string) => ({ until: day })
  assert.deepEqual(endingSoon([until('2027-01-24'), until('2027-01-23'), {}, until('2026-12-01')], today), [
    until('2026-12-01'),
    until('2027-01-23'),
  ])
})
