// Every rule with one operator, one condition or one act of it changed: the enumeration must notice each. It is the measure of the
// enumeration, as the enumeration is of the floor.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cedarText } from '../decide/cedar-text.ts'
import { decide } from '../decide/decide.ts'
import { byId, type Policy, policiesOf } from '../decide/policies-of.ts'
import { floorPolicies, prepareCity, prepareRules, rightsPolicies } from '../decide/prepare.ts'
import { judge } from './compare.ts'
import { forbiddenBy, grantedBy } from './oracle.ts'
import { questionOf } from './question.ts'
import { floorSituations } from './situations.ts'

const swaps: readonly (readonly [RegExp, string])[] = [
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/ >= /g, ' > '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/!\(/g, '('],
  [/!(?=\w)/g, ''],
  [/ == /g, ' != '],
  [/ != /g, ' == '],
  [/\nwhen /g, '\nunless '],
  [/\nunless /g, '\nwhen '],
  [/, CityCoP::Action::"[^"]*"\]/g, ']'],
  [/\[CityCoP::Action::"[^"]*", /g, '['],
]
const cases = floorSituations().map((facts) => ({
  facts,
  query: questionOf(facts),
  rules: new Set([...forbiddenBy(facts), ...grantedBy(facts)]),
}))

const mutantsOf = ({ text }: Policy): string[] =>
  swaps.flatMap(([what, to]) =>
    [...text.matchAll(what)].map(({ 0: found, index }) => text.slice(0, index) + to + text.slice(index + found.length)),
  )

/** Undefined where the change makes no policy. */
function prepared(file: string, id: string, text: string): true | undefined {
  try {
    const [changed] = byId(policiesOf(text).policies).values()
    const [floor, rights] = [floorPolicies(), rightsPolicies()]
    if (changed) (file === 'floor.cedar' ? floor : rights).set(id, changed)
    prepareRules(floor, rights)
    prepareCity('mutant', '@id("C-ALL") permit (principal, action, resource);')
    return true
  } catch {
    return undefined
  }
}

test('a change of one operator, condition or act of any rule is noticed', (t) => {
  const survivors: string[] = []
  let tried = 0
  for (const file of ['floor.cedar', 'rights.cedar'] as const)
    for (const policy of policiesOf(cedarText(file)).policies)
      for (const mutant of mutantsOf(policy)) {
        const id = policy.id ?? ''
        if (!prepared(file, id, mutant)) continue
        tried++
        const likely = [...cases].sort((a, b) => Number(b.rules.has(id)) - Number(a.rules.has(id)))
        if (!likely.some(({ facts, query }) => judge(facts, decide('mutant', query)).length > 0)) survivors.push(mutant)
      }
  assert.deepEqual(survivors, [])
  assert.ok(tried > 100)
  t.diagnostic(`${tried} changes, each noticed over at most ${cases.length} cases`)
})
