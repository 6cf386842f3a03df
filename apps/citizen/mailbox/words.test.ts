import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deskActions } from '@citycop/protocol/reports/desk-actions.ts'
import { languages } from '@citycop/ui/languages.ts'
import { phrases } from '../testing/phrases.ts'
import { actWords } from './words.ts'

test('every act that an officer signs for has words of its own in My report, in every language', () => {
  assert.equal(actWords('report:not-known-here'), 'mailbox.act.other')
  for (const language of languages) {
    const say = phrases(language)
    const said = [...deskActions, 'report:not-known-here'].map((act) => say(actWords(act)))
    assert.equal(new Set(said).size, said.length, language)
    for (const one of said) assert.doesNotMatch(one, /^$|mailbox\./)
  }
})
