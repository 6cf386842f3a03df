import assert from 'node:assert/strict'
import { test } from 'node:test'
import { floor } from '@citycop/floor/floor.ts'
import { languages } from '@citycop/ui/languages.ts'
import { phrases } from '../testing/phrases.ts'
import { sayBound } from './bound-words.ts'
import { saySpan } from './said.ts'
import { sayValue } from './value-words.ts'

const en = { language: 'en' as const, say: phrases('en') }

test('a life is said by what counts of it: a rule before a period, a period before days', () => {
  assert.equal(sayValue({ days: 180 }, 'retention.tip_anonymous', en), '180 days')
  assert.equal(sayValue({ days: 184, period: 'P6M' }, 'retention.tip_anonymous', en), '6 months')
  assert.equal(
    sayValue({ days: 730, period: 'P2Y', rule: 'end_of_year_following (Law 1)' }, 'retention.access_log', en),
    'the end of the following year (Law 1)',
  )
  assert.equal(saySpan({ years: 1, months: 6, days: 0 }, 'en'), '1 year and 6 months')
  assert.equal(saySpan({ days: 0 }, 'en'), '0 days')
})

test('values are said with their units and names, whatever their shape', () => {
  assert.equal(sayValue(72, 'service.triage_hours', en), '72 hours')
  assert.equal(sayValue(true, 'access.mfa', en), 'yes')
  assert.equal(sayValue(undefined, 'deferral.law', en), 'nothing')
  assert.equal(sayValue([], 'limits', en), 'nothing')
  assert.equal(sayValue(['anonymous', 'on_device'], 'x', en), 'without a name and on device')
  assert.equal(
    sayValue([{ class: 'same_lea', condition: 'person_agreed' }], 'recipients', en),
    'other units of this police',
  )
})

for (const language of languages)
  test(`in ${language} every bound of the floor is said`, () => {
    const voice = { language, say: phrases(language) }
    for (const param of floor.params)
      assert.doesNotMatch(sayBound(param, floor, 'IT', voice), /^$|policy[.-]|undefined|\[object/, param.id)
  })
