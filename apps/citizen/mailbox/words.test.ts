import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportActs } from '@citycop/protocol/reports/report-acts.ts'
import { languages } from '@citycop/ui/languages.ts'
import { phrases } from '../testing/phrases.ts'
import { actWords } from './words.ts'

test('every act that can stand in a report’s history has words of its own in My report, in every language', () => {
  assert.equal(actWords('report:not-known-here'), 'mailbox.act.other')
  for (const language of languages) {
    const say = phrases(language)
    const said = [...reportActs.filter((kind) => kind !== 'report:erase'), 'report:not-known-here'].map((act) =>
      say(actWords(act)),
    )
    assert.equal(new Set(said).size, said.length, language)
    for (const one of said) assert.doesNotMatch(one, /^$|mailbox\./)
  }
})
