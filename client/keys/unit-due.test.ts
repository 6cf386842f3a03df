import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { commandFor, dueOf, letInCommand } from './unit-due.ts'
import { unitHistory } from './unit-history.ts'
import type { UnitState } from './unit-state.ts'

const today = '2026-11-30'
const epoch = { epoch: 2, certNo: 7, from: '2026-11-20', until: '2026-12-20', inUse: true, left: false }
const calm: UnitState = {
  unit: 'harbour-team',
  daysLeft: 20,
  confirmed: { at: '2026-11-30T08:00Z', by: 'a' },
  leadUntil: '2027-11-30',
  members: [{ keyId: 'a', roles: ['case_officer'], certifiedUntil: '2027-01-01' }],
  epochs: [{ ...epoch, epoch: 1, inUse: false, left: true }, epoch],
}
const nothing = { missing: [], unrecoverable: [], recoverable: [], reports: [], sessions: [] }
const at = { unit: 'harbour-team', server: 'https://desk.example' }
const whats = (state: Partial<UnitState>, view = nothing) =>
  dueOf({ ...calm, ...state }, view, today).map((one) => one.what)

test('a unit in order owes nothing, and reports under a key that nobody took away owe nothing', () => {
  assert.deepEqual(dueOf(calm, undefined, today), [])
  assert.deepEqual(dueOf(calm, { ...nothing, reports: [{ epoch: 2, count: 4 }] }, today), [])
})

test('a key that ends within ten days, one that nobody confirmed, and certificates that end are due; a day earlier none of it is', () => {
  assert.deepEqual(whats({ daysLeft: 10 }), [])
  assert.deepEqual(whats({ daysLeft: 9 }), ['rotate'])
  assert.deepEqual(whats({ unconfirmedSince: '2026-11-25' }), ['unconfirmed'])
  const until = (certifiedUntil: string) => [{ keyId: 'a', roles: [], certifiedUntil }]
  assert.deepEqual(whats({ members: until('2026-12-10') }), [])
  assert.deepEqual(whats({ members: until('2026-12-09') }), ['member-ends'])
  assert.deepEqual(whats({ leadUntil: '2026-12-30' }), [])
  assert.deepEqual(whats({ leadUntil: '2026-12-29' }), ['lead-ends'])
})

test('who waits for keys is named once, and what a former member may open is due', () => {
  const missing = [1, 2].map((one) => ({ unit: 'harbour-team', epoch: one, officer: 'b' }))
  const due = dueOf(calm, { ...nothing, missing, reports: [{ epoch: 1, count: 3 }] }, today)
  assert.deepEqual(due, [
    { what: 'wrap-missing', officer: 'b', epochs: [1, 2] },
    { what: 'reseal', epoch: 1, count: 3 },
  ])
})

test('a member’s certificate that ends before the unit’s key is renewed with a key that begins at once', () => {
  const due = { what: 'member-ends', officer: 'a', until: today } as const
  assert.match(commandFor({ ...due, atOnce: true }, at) ?? '', /^citycop unit rotate harbour-team --now --server /)
  assert.doesNotMatch(commandFor({ ...due, atOnce: false }, at) ?? '', /--now/)
})

test('the command that lets somebody in brings no words along: they come from the officer’s mouth', () => {
  assert.match(letInCommand(at, today), /--fingerprint "SIX WORDS AS READ OUT"$/)
})

test('what happened is told from the certificates: who came, who went, which key began and which ended early', () => {
  const same = { v: 1, instance: 'testville', unit: 'harbour-team', title: {}, recipient: '' } as const
  const one = (certNo: number, epoch: number, notBefore: string, notAfter: string, ...officers: string[]) => {
    const members = officers.map((officer) => ({ officer, signPk: '' }))
    return { ...same, serves: [], certNo, epoch, notBefore, notAfter, members }
  }
  const epochs: EpochCertificate[] = [
    one(9, 2, '2026-11-20', '2026-12-20', 'a'),
    one(3, 1, '2026-11-01', '2026-12-01', 'a', 'b'),
    one(8, 1, '2026-11-20', '2026-11-20', 'a'),
    one(5, 1, '2026-11-10', '2026-12-01', 'a', 'b', 'c'),
  ]
  const told = unitHistory({ epochs }, 'harbour-team').map((each) => [each.what, each.day, ...each.officers])
  assert.deepEqual(told, [
    ['epoch', '2026-11-20', 'a'],
    ['ended', '2026-11-20'],
    ['let-go', '2026-11-20', 'b', 'c'],
    ['let-in', '2026-11-10', 'c'],
    ['epoch', '2026-11-01', 'a', 'b'],
  ])
  assert.deepEqual(unitHistory({ epochs }, 'home-safety'), [])
})
