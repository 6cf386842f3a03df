import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { baseCity } from '../decide/cedar-text.ts'
import { refusedPatches } from '../examples/refused-patches.ts'
import { checkPolicy } from './check-policy.ts'

const today = '2026-11-24'
const folder = (kind: string): URL => new URL(`../examples/${kind}/`, import.meta.url)
const read = (kind: string, name: string) => JSON.parse(readFileSync(new URL(name, folder(kind)), 'utf8'))
const reasons = (policy: unknown) =>
  [...new Set(checkPolicy({ policy, today }).refusals.map(({ where }) => where))].sort()

const own: Readonly<Record<string, string>> = {
  'r01-keep-forever.json': 'R3',
  'r03-consent-for-police-work.json': 'U3',
  'r04-legitimate-interest.json': 'U3',
  'r06-purpose-not-in-list.json': 'U1',
  'r07-no-anonymous-tip.json': 'I1',
  'r09-map-house-level.json': 'M1',
  'r11-private-recipient.json': 'D1',
  'r13-third-country-no-ground.json': 'D4',
  'r14-child-cannot-report.json': 'C1',
  'r16-robot-closes.json': 'A1',
  'r17-slow-breach.json': 'B1',
  'r19-logs-kept-30-days.json': 'R12',
  'r20-no-watchdog.json': 'G3',
  'r22-forum-dragnet.json': 'F4',
  'r23-hosting-outside.json': 'D6',
}

for (const name of readdirSync(folder('refused')))
  test(`${name} is refused for its own reason and no other`, () => {
    assert.deepEqual(reasons(read('refused', name)), [own[name]])
  })

/** Sets or removes what stands at a dotted path. */
function put(policy: unknown, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  const inner = steps.reduce((at, step) => (at as Record<string, unknown>)[step], policy) as Record<string, unknown>
  if (value === undefined) delete inner[last]
  else inner[last] = value
}

for (const { name, to, set, by } of refusedPatches)
  test(`${name}: refused by ${by.length > 3 ? `${by.length} parameters` : by.join(', ')} and no other`, () => {
    const policy = read('accepted', `${to}.json`)
    for (const [path, value] of set) put(policy, path, value)
    assert.deepEqual(reasons(policy), [...by].sort())
  })

test('what is no policy at all is refused and not an error', () => {
  for (const nothing of [undefined, null, 7, 'policy', [], {}])
    assert.ok(checkPolicy({ policy: nothing, today }).refusals.length > 10)
})

test('a refusal names parameter, value, bound, law and what to do', () => {
  const [refusal] = checkPolicy({ policy: read('refused', 'r01-keep-forever.json'), today }).refusals
  assert.deepEqual(refusal, {
    where: 'R3',
    param: 'retention.report_crime_serious.days',
    value: 36500,
    bound: 3650,
    law: 'LED 4(1)(e), 5',
    todo: 'set retention.report_crime_serious.days to at most 3650 days',
  })
})

for (const name of readdirSync(folder('accepted')))
  test(`${name} is accepted`, () => {
    const { ok, refusals, cases } = checkPolicy({ policy: read('accepted', name), today })
    assert.deepEqual([ok, refusals, cases], [true, [], 0]) // 0 cases: no permits were looked at
  })

test('a deviation that explains nothing is told, and not refused', () => {
  const policy = read('accepted', 'nl-rivierstad.json')
  put(policy, 'retention.report_crime_minor.days', 365)
  const { ok, notes } = checkPolicy({ policy, today })
  assert.deepEqual([ok, notes.map(({ where }) => where)], [true, ['R2 deviation', 'service']])
})

test('a city of the base permits is accepted, over more than a thousand cases', () => {
  const { refusals, cases } = checkPolicy({ policy: read('accepted', 'de-hafenburg.json'), cedar: baseCity(), today })
  assert.deepEqual(refusals, [])
  assert.ok(cases > 1000)
})
