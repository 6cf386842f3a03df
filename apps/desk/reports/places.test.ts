import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placesOf } from './places.ts'

const units = ['harbour-team', 'custodians', 'supervisors'].map((id) => ({ id, title: {}, receives: true }))
const officer = (roles: Parameters<typeof placesOf>[0]['roles'], ...own: string[]) => ({ name: 'x', units: own, roles })

test('whoever keeps identities and works in no unit has no list of reports, and begins with the identities', () => {
  const places = placesOf(officer(['identity_custodian'], 'custodians'), { units })
  assert.deepEqual(places, ['identities', 'policy', 'keys', 'unlock'])
})

test('a case officer sees neither identities nor what the city lacks', () => {
  assert.deepEqual(placesOf(officer(['case_officer'], 'harbour-team'), { units }), [
    'reports',
    'own',
    'policy',
    'unlock',
  ])
})

test('a city without the two units has no page of identities for anybody', () => {
  const places = placesOf(officer(['supervisor'], 'harbour-team'), { units: units.slice(0, 1) })
  assert.deepEqual(places, ['reports', 'own', 'retention', 'policy', 'pilot', 'keys', 'unlock'])
})

test('who answers for the whole city begins with the policy; the data-protection officer also reviews', () => {
  assert.deepEqual(placesOf(officer(['dpo']), { units }), ['policy', 'identities', 'pilot', 'keys', 'unlock'])
  assert.deepEqual(placesOf(officer(['chief']), { units }), ['policy', 'pilot', 'keys', 'unlock'])
})
