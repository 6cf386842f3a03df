import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { asChecked, checkOnce } from './checked-city.ts'
import { townPolicy } from './town-policy.ts'

const today = '2026-11-30'
const { policy, cedar } = townPolicy('testville', today)
const right = { ok: true, refusals: [], notes: [], cases: 7 }
const before = process.env.CITYCOP_TEST_CHECKED
const known = (text: string) => Object.assign(process.env, asChecked(text, right))
after(() => {
  if (before === undefined) delete process.env.CITYCOP_TEST_CHECKED
  else process.env.CITYCOP_TEST_CHECKED = before
})

test('rules that a run did not find right are not passed on as right', () => {
  assert.deepEqual(asChecked(cedar, { ...right, ok: false }), {})
  assert.deepEqual(asChecked(cedar, { ...right, cases: 0 }), {})
})

test('rules that differ by a policy from those found right are checked in full', async () => {
  known(cedar)
  const { ok, refusals } = await checkOnce({ policy, cedar: `${cedar}\npermit (principal, action, resource);`, today })
  assert.equal(ok, false)
  assert.match(JSON.stringify(refusals), /@id/)
})

test('the same rules are not gone through again, but the numbers beside them are', async () => {
  known(cedar)
  assert.deepEqual(await checkOnce({ policy, cedar, today }), {
    ...right,
    notes: (await checkOnce({ policy, today })).notes,
  })
  const { ok } = await checkOnce({ policy: { ...policy, retention: {} }, cedar, today })
  assert.equal(ok, false)
})
