import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validate } from '@cedar-policy/cedar-wasm/nodejs'
import { cedarFiles, cedarText, fill, rawText } from '../decide/cedar-text.ts'
import { policiesOf } from '../decide/policies-of.ts'
import { floor } from '../floor.ts'

const policyFiles = cedarFiles.filter((file) => file.endsWith('.cedar'))

test('no number of the floor is typed a second time in a Cedar text', () => {
  for (const file of cedarFiles) {
    const code = rawText(file)
      .replace(/\/\/.*$/gm, '')
      .replace(/@(law|control|id)\("[^"]*"\)/g, '')
      .replace(/\{\{[^}]*\}\}/g, '')
    const typed = [...code.matchAll(/\d+/g)].map(([digits]) => digits)
    assert.deepEqual(
      typed.filter((digits) => digits !== '0'),
      [],
      file,
    )
  }
})

test('the numbers and lists come from floor.json, and follow it', () => {
  assert.match(cedarText('floor.cedar'), /context\.cellM >= 200 &&/)
  const params = floor.params.map((one) => (one.id === 'M1' ? { ...one, bound: 321 } : one))
  assert.match(cedarText('floor.cedar', { ...floor, params }), /context\.cellM >= 321 &&/)
  assert.match(cedarText('schema.cedarschema'), /entity Purpose enum \["handle_concern"/)
  assert.throws(() => fill('{{M99}}', floor), /M99/)
})

for (const file of policyFiles)
  test(`${file} holds under strict validation, without a warning`, () => {
    const { policies } = policiesOf(cedarText(file))
    const texts = Object.fromEntries(policies.map(({ id, text }) => [id ?? '', text]))
    const answer = validate({ schema: cedarText('schema.cedarschema'), policies: { staticPolicies: texts } })
    assert.ok(answer.type === 'success')
    assert.deepEqual([answer.validationErrors, answer.validationWarnings, answer.otherWarnings], [[], [], []])
    assert.ok(policies.length > 5)
  })

test('each rule of the floor and each right names its law and its control', () => {
  for (const file of ['floor.cedar', 'rights.cedar'] as const)
    for (const { id, json } of policiesOf(cedarText(file)).policies) {
      assert.match(id ?? '', file === 'floor.cedar' ? /^F-/ : /^R-/)
      assert.ok(json.annotations?.law && /^[A-Z]{3}-\d\d$/.test(json.annotations.control ?? ''), id)
      assert.equal(json.effect, file === 'floor.cedar' ? 'forbid' : 'permit', id)
    }
})
