import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { arrange, atFirst, dayIn, matches, type Sort, statusesOf, type Wanted } from './inbox.ts'

const today = '2026-11-23'
const me = { mayAgree: true, mayTransfer: true }
const row = (reference: string, changes: Partial<InboxRow> = {}) =>
  ({
    reference,
    day: '2026-11-20',
    status: 'taken',
    clocks: { acknowledgeBy: '2026-11-22', answerBy: '2026-12-01' },
    mine: false,
    taken: false,
    ...changes,
  }) as InboxRow

test('a late report that a colleague has in hand does not need me', () => {
  const { mine, others } = arrange(
    [row('NOBODY'), row('MINE', { taken: true, mine: true }), row('THEIRS', { taken: true })],
    atFirst(),
    today,
    me,
  )
  assert.deepEqual(
    [mine.map((one) => one.reference), others.map((one) => one.reference)],
    [['MINE', 'NOBODY'], ['THEIRS']],
  )
})

test('the open reports are those that may still need somebody', () => {
  assert.equal(statusesOf('open')?.includes('closed'), false)
  assert.equal(statusesOf('open')?.includes('withdrawn'), true)
  assert.deepEqual(statusesOf('waiting'), ['waiting'])
  assert.equal(statusesOf('all'), undefined)
})

test('what needs me stands first, whatever the list is sorted by', () => {
  const rows = [
    row('LATE', { day: '2026-11-19' }),
    row('SOON', { day: '2026-11-22', clocks: { acknowledgeBy: '2026-11-25', answerBy: '2026-12-01' } }),
    row('EARLY', { day: '2026-11-18', clocks: { acknowledgeBy: '2026-11-24', answerBy: '2026-12-01' } }),
  ]
  const order = (sort: Sort) => {
    const { mine, others } = arrange(rows, { ...atFirst(), sort }, today, me)
    return [...mine, ...others].map((one) => one.reference)
  }
  assert.deepEqual(order('due'), ['LATE', 'EARLY', 'SOON'])
  assert.deepEqual(order('received'), ['LATE', 'EARLY', 'SOON'])
  assert.deepEqual(order('size'), ['LATE', 'EARLY', 'SOON'])
})

test('what waits for my word about a court needs me, closed or in a colleague’s hands; my own word needs somebody else', () => {
  const word = (mine: boolean) => ({ officer: '0'.repeat(16), mine, until: today })
  const rows = [
    row('CLOSED', { status: 'closed', exportAgreed: [word(false)] }),
    row('THEIRS', { taken: true, exportAgreed: [word(false)] }),
    row('OWN', { taken: true, exportAgreed: [word(true)] }),
  ]
  const needing = (mayAgree: boolean) =>
    arrange(rows, atFirst(), today, { ...me, mayAgree }).mine.map((one) => one.reference)
  assert.deepEqual([needing(true).sort(), needing(false)], [['CLOSED', 'THEIRS'], []])
})

test('where a life is in danger, what a colleague asks a second officer stands before all else that needs me', () => {
  const asked = (mine: boolean) => ({ unit: 'home-safety', mine, statement: {} }) as InboxRow['transferAsked'] & object
  const rows = [
    row('LATE', { day: '2026-11-01' }),
    row('DANGER', { taken: true, transferAsked: asked(false) }),
    row('OWN', { taken: true, transferAsked: asked(true) }),
  ]
  const needing = (mayTransfer: boolean) =>
    arrange(rows, atFirst(), today, { ...me, mayTransfer }).mine.map((one) => one.reference)
  assert.deepEqual([needing(true), needing(false)], [['DANGER', 'LATE'], ['LATE']])
})

test('a filter leaves out what it does not name: another unit, another subject, a colleague’s', () => {
  const one = row('ONE', { unit: 'harbour-team', group: 'crime', taken: true, mine: true })
  const asked = (change: Partial<Wanted>) => matches(one, { ...atFirst(), ...change }, today, me)
  assert.deepEqual([asked({ unit: 'home-safety' }), asked({ unit: 'harbour-team' })], [false, true])
  assert.deepEqual([asked({ group: 'tip' }), asked({ group: 'crime' })], [false, true])
  assert.deepEqual(
    [asked({ whose: 'nobody' }), asked({ whose: 'colleague' }), asked({ whose: 'mine' })],
    [false, false, true],
  )
  assert.deepEqual([asked({ filter: 'closed' }), asked({ filter: 'taken' })], [false, true])
})

test('ten thousand reports are put in order in less than a second, on a busy machine too', () => {
  const many = Array.from({ length: 10_000 }, (_, n) =>
    row(String(n), {
      day: `2026-11-${10 + (n % 10)}`,
      clocks: { acknowledgeBy: `2026-12-${10 + (n % 9)}`, answerBy: '2027-01-01' },
    }),
  )
  arrange(many, atFirst(), today, me)
  const began = performance.now()
  arrange(many, atFirst(), today, me)
  assert.ok(performance.now() - began < 1000)
})

test('the day is the city’s, not the desk’s', () => {
  const lateInTheEvening = new Date('2026-11-22T23:30:00Z')
  assert.equal(dayIn('Europe/Rome', lateInTheEvening), '2026-11-23')
  assert.equal(dayIn('Atlantic/Azores', lateInTheEvening), '2026-11-22')
})
