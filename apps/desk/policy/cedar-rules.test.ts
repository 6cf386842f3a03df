import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ruleChanges, rulesIn } from './cedar-rules.ts'

const one = '@id("C-ONE")\npermit (principal, action, resource);\n'
const two = '// why\n@id("C-TWO") @law("X")\nforbid (principal, action, resource)\nwhen { true };\n'

test('a text is taken apart into its rules, without the comments between them', () => {
  assert.deepEqual([...rulesIn(one + two).keys()], ['C-ONE', 'C-TWO'])
  assert.doesNotMatch(rulesIn(one + two).get('C-ONE') ?? '', /why/)
})

test('other spaces are no change; a rule that came, went or reads otherwise is', () => {
  assert.deepEqual(ruleChanges(one, one.replaceAll('\n', '\n   ')), [])
  assert.deepEqual(
    ruleChanges(one, one + two).map(({ id, before }) => [id, before]),
    [['C-TWO', undefined]],
  )
  assert.deepEqual(
    ruleChanges(one + two, two).map(({ id, after }) => [id, after]),
    [['C-ONE', undefined]],
  )
  const [changed] = ruleChanges(two, two.replace('true', 'false'))
  assert.ok(changed?.before?.includes('true') && changed.after?.includes('false'))
})
