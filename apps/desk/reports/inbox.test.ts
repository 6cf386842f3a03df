import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { dayIn, readListing, split, statusesOf } from './inbox.ts'

const today = '2026-11-23'
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
  const { mine, others } = split(
    [row('NOBODY'), row('MINE', { taken: true, mine: true }), row('THEIRS', { taken: true })],
    today,
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

test('as many pages are read as were shown, and no more than there are', async () => {
  const pages = [['A'], ['B'], ['C']]
  let asked = 0
  const ask = (async (_: string, { after }: { after?: string }) => {
    asked++
    const page = Number(after ?? 0)
    return { reports: pages[page]?.map((one) => row(one)), ...(page < 2 && { next: String(page + 1) }) }
  }) as unknown as Parameters<typeof readListing>[0]
  const two = await readListing(ask, { filter: 'open', unit: '', pages: 2 })
  assert.deepEqual([two.rows.map((one) => one.reference), two.more, asked], [['A', 'B'], true, 2])
  const all = await readListing(ask, { filter: 'open', unit: '', pages: 9 })
  assert.deepEqual([all.rows.length, all.more], [3, false])
})

test('the day is the city’s, not the desk’s', () => {
  const lateInTheEvening = new Date('2026-11-22T23:30:00Z')
  assert.equal(dayIn('Europe/Rome', lateInTheEvening), '2026-11-23')
  assert.equal(dayIn('Atlantic/Azores', lateInTheEvening), '2026-11-22')
})
