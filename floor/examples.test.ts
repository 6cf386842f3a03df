import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { routes } from '@citycop/protocol/routes.ts'
import { actions, ordinaryDay } from './check/acts.ts'
import { questionOf } from './check/question.ts'
import { cedarText } from './decide/cedar-text.ts'
import { decide } from './decide/decide.ts'
import { prepareCity, prepareFloor } from './decide/prepare.ts'
import { examples, withoutExample } from './examples.ts'

before(() => {
  prepareFloor()
  prepareCity('base', cedarText('base-city.cedar'))
})

for (const [action, { allowed, denied }] of Object.entries(examples)) {
  test(`${action} is refused when it should be, by the rule that should`, () => {
    assert.ok(denied.length > 0)
    for (const [change, by] of denied) {
      const decision = decide('base', questionOf(ordinaryDay(action, change)))
      assert.equal(decision.allowed, false, JSON.stringify(change))
      const said = !decision.allowed && decision.why === 'no-permit' ? ['no-permit'] : decision.by
      assert.ok(said.includes(by), `${JSON.stringify(change)}: ${by} expected, ${JSON.stringify(decision)}`)
    }
  })
  test(`${action} is allowed on an ordinary day`, { skip: typeof allowed === 'string' && allowed }, () => {
    for (const change of typeof allowed === 'string' ? [] : allowed)
      assert.deepEqual(decide('base', questionOf(ordinaryDay(action, change))).allowed, true, JSON.stringify(change))
  })
}

test('an act without an example is noticed', () => {
  assert.deepEqual(withoutExample(['report:open', 'report:sell']), ['report:sell'])
})

test('every route of the contract is an act of the schema and has an example', () => {
  const schema = cedarText('schema.cedarschema')
  const acts = routes.map((route) => route.action)
  assert.deepEqual(
    acts.filter((act) => !schema.includes(`"${act}"`)),
    [],
  )
  assert.deepEqual(withoutExample(acts), [])
})

test('every act of the schema has an example, and stands in a group that the floor binds', () => {
  const schema = cedarText('schema.cedarschema')
  const declared = [...schema.matchAll(/action ([^;{]*?) in \[(\w+)\]\s*appliesTo/g)]
  assert.equal(declared.length, [...schema.matchAll(/appliesTo/g)].length) // none without a group
  const acts = declared.flatMap(([, names = '']) => [...names.matchAll(/"([^"]+)"/g)].map(([, act]) => act ?? ''))
  assert.deepEqual([...acts].sort(), [...actions].sort())
  assert.deepEqual(withoutExample(acts), [])
})
