import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDraft, freshWork, hasUnsent } from './work.ts'

test('whatever an officer began to write counts as unsent, in a form or in a dialog; what nobody touched does not', () => {
  const { refer, court } = emptyDraft()
  const begun = [
    { answer: 'a' },
    { closing: 'a' },
    { note: 'a' },
    { refer: { ...refer, told: 'a' } },
    { refer: { ...refer, handed: 'a' } },
    { transfer: { text: 'a' } },
    { court: { ...court, caseRef: 'a' } },
    { court: { ...court, recipient: 'a' } },
  ]
  const unsent = (draft: object) => hasUnsent({ ...freshWork(), drafts: { one: { ...emptyDraft(), ...draft } } })
  for (const one of begun) assert.equal(unsent(one), true, JSON.stringify(one))
  assert.equal(unsent({ ask: true, refer: { ...refer, service: 'lamps' }, answer: ' \n' }), false)
})
