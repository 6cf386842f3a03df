import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  deferralGrounds,
  holdGrounds,
  regimeGrounds,
  regimes,
  retentionClasses,
  reviewOutcomes,
} from '@citycop/protocol/policy/parameters.ts'
import { languages } from '@citycop/ui/languages.ts'
import { sayIt } from '../policy/said.ts'
import { phrases } from '../testing/phrases.ts'
import { sayDecision, sayLaw, sayLaws } from './decision-words.ts'

for (const language of languages) {
  const voice = { language, say: phrases(language) }
  const said = (decision: Parameters<typeof sayDecision>[0]) => sayDecision(decision).map((one) => sayIt(one, voice))

  test(`in ${language} every decision an officer can make has words of its own`, () => {
    const all = [
      ...regimes.map((regime) => said({ regime })),
      ...retentionClasses.map((retentionClass) => said({ retentionClass })),
      ...[...holdGrounds, ...regimeGrounds, ...deferralGrounds].map((ground) => said({ ground })),
      ...reviewOutcomes.map((outcome) => said({ outcome })),
      said({ protected: true }),
      said({ until: '2027-02-28' }),
    ].map((sentences) => sentences.join(' '))
    assert.equal(new Set(all).size, all.length)
    for (const one of all) assert.doesNotMatch(one, /^$|mailbox\.|undefined/)
    assert.ok(said({ until: '2027-02-28' })[0]?.includes('2027'))
  })

  test(`in ${language} a ground that this app does not know is said to be another one`, () => {
    assert.deepEqual(said({ ground: 'not-known-here' }), [phrases(language)('mailbox.decided.ground.other')])
  })

  test(`in ${language} the rules that allowed an act are named with the version of the policy`, () => {
    const law = sayLaw({ rules: ['C-OPEN', 'C-UNIT'], policy: 3 })
    assert.match(law ? sayIt(law, voice) : '', /C-OPEN.*C-UNIT.*3/)
    const alone = sayLaw({ policy: 3 })
    assert.match(alone ? sayIt(alone, voice) : '', /3/)
    assert.equal(sayLaw({ policy: 0 }), undefined)
  })
}

test('what was allowed by the same rules is said once, with every place in the log; nothing that a rule allowed is left out', () => {
  const acts = [
    { rules: ['C-OPEN'], policy: 1, leaf: 17 },
    { rules: ['C-WORK'], policy: 1, leaf: 18 },
    { rules: ['C-OPEN'], policy: 1, leaf: 20 },
    { rules: ['C-OPEN'], policy: 2, leaf: 23 },
    { policy: 0, leaf: 24 },
  ]
  assert.deepEqual(
    sayLaws(acts).map(({ places }) => places),
    [[17, 20], [18], [23]],
  )
})
