import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decidingFor, type Officer } from '../../testing/deciding.ts'
import { townPolicy } from '../../testing/town-policy.ts'
import { decideOnce } from './decide-once.ts'
import { type Resource, sliceFor } from './slice.ts'

const day = '2026-11-24'
const at = (minute: string) => new Date(`${day}T${minute}:00Z`)
let now = at('08:00')
const officer = (keyId: string): Officer => ({
  role: 'officer',
  keyId,
  publicKey: new Uint8Array(32),
  units: ['harbour-team'],
  roles: ['case_officer'],
  trainedOn: day,
  clearedSpecial: false,
  signedInAt: at('07:30').getTime(),
})
const anna = officer('aa')
const row: Resource = { unit: 'harbour-team', group: 'concern', endsOn: '2026-12-24', status: 'taken', assignee: 'x' }
const first = decidingFor(townPolicy('testville', day), () => now)
const decided = (some: Resource, { ctx = first, who = anna } = {}) =>
  decideOnce(ctx, sliceFor(ctx, who, 'report:list', some, {}))

test('rows that differ in names alone are one case, decided once', () => {
  const known = decided(row)
  assert.equal(known.allowed, true)
  assert.equal(decided({ ...row, assignee: 'y' }), known) // the very same decision, not one like it
  assert.equal(decided(row, { who: officer('bb') }), known)
})

test('a row that differs in anything else is decided by itself: by unit, group, end, law, state, whose it is', () => {
  const known = decided(row)
  for (const change of [
    { unit: 'home-safety' },
    { group: 'crime' },
    { endsOn: '2026-12-25' },
    { regime: 'GDPR' },
    { status: 'received' },
    { protected: true },
    { restricted: true },
    { holdUntil: '2026-12-31' },
    { assignee: null },
    { assignee: 'aa' },
    { closedBy: 'x' },
  ])
    assert.notEqual(decided({ ...row, ...change }), known, JSON.stringify(change))
  assert.equal(decided({ ...row, unit: 'home-safety' }).allowed, false)
  assert.equal(decided({ ...row, protected: true }).allowed, false)
})

test('a decision outlives neither its minute nor the version of the policy it was made under', () => {
  const known = decided(row)
  now = at('08:01')
  assert.notEqual(decided(row), known)
  now = at('08:00')
  assert.equal(decided(row), known)
  const stricter = townPolicy('testville', day, 2)
  const second = decidingFor({ ...stricter, cedar: `${stricter.cedar}\n${noInbox}` }, () => now)
  assert.equal(decided(row, { ctx: second }).allowed, false)
})

const noInbox =
  '@id("C-NO") forbid (principal in CityCoP::Role::"case_officer", action == CityCoP::Action::"report:list", resource);'
