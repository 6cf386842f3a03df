import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { type Consent, consent, consentState } from './consent.ts'

const question = 'a'.repeat(64)
const other = 'b'.repeat(64)
const asked: Consent = { is: 'asked', act: 'report:refer', to: 'shelter', title: 'A shelter', text: 'Please call.' }
const says = (from: 'citizen' | 'unit', said: Consent, id = 'c'.repeat(64)) => ({ from, id, consent: said })
const yes: Consent = { is: 'answered', of: question, answer: 'yes' }
const no: Consent = { is: 'answered', of: question, answer: 'no' }
const done: Consent = { is: 'done', of: question }

test('the unit cannot answer its own question', () => {
  assert.equal(consentState([says('unit', asked, question), says('unit', yes)], question), 'waiting')
})

test('the person cannot ask, nor say that it is done', () => {
  assert.equal(consentState([says('citizen', asked, question), says('citizen', yes)], question), undefined)
  assert.equal(consentState([says('unit', asked, question), says('citizen', done)], question), 'waiting')
})

test('a yes to one question is not a yes to another', () => {
  const thread = [says('unit', asked, question), says('unit', asked, other), says('citizen', yes)]
  assert.equal(consentState(thread, other), 'waiting')
  assert.equal(consentState(thread, question), 'yes')
})

test('the last answer counts, until it is done', () => {
  const thread = [says('unit', asked, question), says('citizen', yes), says('citizen', no)]
  assert.equal(consentState(thread, question), 'no')
  assert.equal(consentState([...thread, says('unit', done)], question), 'done')
})

test('a question without a name, with an empty text or with a word more is none', () => {
  assert.ok(v.is(consent, asked))
  for (const wrong of [{ title: '' }, { text: '' }, { text: 'a'.repeat(20_001) }, { act: 'report:erase' }, { more: 1 }])
    assert.equal(v.is(consent, { ...asked, ...wrong }), false)
  assert.equal(v.is(consent, { ...yes, answer: 'perhaps' }), false)
  assert.equal(v.is(consent, { ...yes, of: 'a' }), false)
})
