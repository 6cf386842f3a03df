// Erased means erased: what is left is a stub that says so, the access log under its random name, and 64 bytes for each act in the
// log, which still verifies (J18, J19).
import assert from 'node:assert/strict'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { verifyReceipt } from '@citycop/client/log/verify-receipt.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { holdReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { type Erased, type Mailbox, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { submitReport } from '@citycop/client/reports/submit-report.ts'
import { undoWithdrawal, withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { openCheckpoint, parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import type pg from 'pg'
import { eraseDue } from '../../server/reports/erase-due.ts'
import { daysAhead } from '../days-ahead.ts'
import { naiveLeaf, naiveTree } from '../hostile/naive-tree.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf, rowCounts, tableNames } from '../hostile/row-counts.ts'
import { sealed, sealedFollowUp } from '../hostile/sealed.ts'
import { found, needles } from '../hostile/search-bytes.ts'
import { createTown, type Sent, type Town } from '../town.ts'

let town: Town
let owner: pg.Client
let device: Instance
let anna: Desk
let days = 0
const photo = { name: 'p.jpg', type: 'image/jpeg', bytes: new Uint8Array(1_200_000).fill(3) }
const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const today = () => town.app.context.clock.today()

before(async () => {
  town = await createTown({ now: () => daysAhead(days) })
  ;[owner, device, anna] = [await ownerOf(town), await town.device(), await town.desk('anna')]
})
after(async () => {
  await owner.end()
  await town.close()
})
/** On another day, and back again. */
async function later<T>(count: number, act: () => Promise<T>): Promise<T> {
  days = count
  try {
    return await act()
  } finally {
    days = 0
  }
}
const reads = async (keys: Sent['keys']): Promise<Mailbox> => {
  const mailbox = await readMailbox(device, keys)
  assert.ok(mailbox && 'status' in mailbox, JSON.stringify(mailbox))
  return mailbox
}
const readsStub = async (keys: Sent['keys']): Promise<Erased['erased']> => {
  const mailbox = await readMailbox(device, keys)
  assert.ok(mailbox && 'erased' in mailbox, JSON.stringify(mailbox))
  return mailbox.erased
}
const rowOf = async ({ receipt }: Sent) =>
  (await listReports(anna)).reports.find((one) => one.reference === receipt.reference)
const opens = async (sent: Sent) => openReport(anna, (await rowOf(sent))?.ref ?? '', why)
const files = () =>
  globSync('**/*', { cwd: join(town.data, 'blobs'), withFileTypes: true }).filter((one) => one.isFile())

/** Only the tables of the access log, of the stub and of the log may hold more rows than before. */
async function assertGone(counts: Record<string, number>, sent: Sent, before: number): Promise<void> {
  const now = await rowCounts(owner)
  for (const table of ['report', 'message', 'header', 'access_grant', 'notice', 'blob', 'blob_part'])
    assert.equal(now[table], counts[table], table)
  assert.equal(now.erased_report, (counts.erased_report ?? 0) + 1)
  assert.equal(files().length, before)
  const { mailboxPk, tagKey, noticeKey } = sent.keys
  const wanted = [Buffer.from(mailboxPk, 'base64'), Buffer.from(tagKey), Buffer.from(noticeKey)].flatMap((one) =>
    needles('a key of the person', one),
  )
  for (const table of await tableNames(owner)) {
    const { rows } = await owner.query(`select t::text as row from "${table}" t`)
    assert.deepEqual(found(Buffer.from(rows.map((one) => one.row).join('\n')), wanted), [], table)
  }
}

describe('a report that nobody opened', () => {
  test('is erased at once when it is withdrawn; a stub says so, and the receipt still holds', async () => {
    const [counts, before] = [await rowCounts(owner), files().length]
    const sent = await town.reports({ files: [photo] })
    assert.equal(files().length, before + 2)
    assert.deepEqual(await withdrawReport(device, sent.keys), { status: 'erased', eraseOn: today() })
    await assertGone(counts, sent, before)
    const { day, earlierActs, reason } = await readsStub(sent.keys)
    assert.deepEqual([day, earlierActs, reason], [today(), 2, 'withdrawn'])
    assert.ok(Object.values(verifyReceipt(town.pins, sent.receipt)).every(Boolean))
    assert.equal(await rowOf(sent), undefined)
  })
  test('does not come back when a phone that was away sends it, its attachment or a second message again', async () => {
    const report = await sealed(device, { files: [photo] })
    await submitReport(device, report)
    await withdrawReport(device, report.keys)
    const [counts, before] = [await rowCounts(owner), files().length]
    assertRefused(await send(town.origin, '/submit', { ...report.request, blobs: [] }), 'bad-signature')
    await assert.rejects(submitReport(device, report))
    const plain = await sealed(device, {}, report.keys)
    assertRefused(await send(town.origin, '/submit', plain.request), 'state-changed')
    const again = await sealedFollowUp(device, report.keys, 1)
    assertRefused(await send(town.origin, '/message', again.request), 'not-found')
    await assert.rejects(sendMessage(device, report.keys, 'still there?'), { code: 'not-found' })
    await assert.rejects(withdrawReport(device, report.keys), { code: 'not-found' })
    const now = await rowCounts(owner)
    for (const table of ['report', 'message', 'header', 'notice', 'erased_report', 'log_act', 'act_payload'])
      assert.equal(now[table], counts[table], table)
    // Parts that were uploaded anew belong to nobody; they go like every upload that no message claims.
    assert.ok(files().length >= before)
    assert.equal((await readsStub(report.keys)).reason, 'withdrawn')
  })
})

describe('a report that somebody opened', () => {
  test('waits two weeks after its withdrawal, and can be taken back until then', async () => {
    const sent = await town.reports()
    await opens(sent)
    const eraseOn = addDays(today(), 14)
    assert.deepEqual(await withdrawReport(device, sent.keys), { status: 'withdrawn', eraseOn })
    assert.deepEqual([(await reads(sent.keys)).eraseOn, (await rowOf(sent))?.status], [eraseOn, 'withdrawn'])
    await assert.rejects(withdrawReport(device, sent.keys), { code: 'state-changed' })
    await assert.rejects(sendMessage(device, sent.keys, 'more'), { code: 'state-changed' })
    await later(13, () => eraseDue(town.app.context))
    assert.deepEqual(await undoWithdrawal(device, sent.keys), { status: 'received' })
    await assert.rejects(undoWithdrawal(device, sent.keys), { code: 'state-changed' })
    await later(30, () => eraseDue(town.app.context))
    assert.equal((await reads(sent.keys)).status, 'received')
  })
  test('is erased when the wait is over', async () => {
    const [counts, before] = [await rowCounts(owner), files().length]
    const sent = await town.reports({ files: [photo] })
    await opens(sent)
    await withdrawReport(device, sent.keys)
    assert.equal(await later(14, () => eraseDue(town.app.context)), 1)
    await assertGone(counts, sent, before)
    assert.deepEqual((await readsStub(sent.keys)).earlierActs, 3)
    assert.equal((await readsStub(sent.keys)).reason, 'withdrawn')
    await assert.rejects(undoWithdrawal(device, sent.keys), { code: 'not-found' })
  })
  test('is kept on a legal ground when an officer holds it, and the person sees that', async () => {
    const sent = await town.reports()
    const row = await rowOf(sent)
    const holds = (until: string) => holdReport(anna, row?.ref ?? '', 'evidence', until)
    for (const day of [addDays(today(), -1), addDays(today(), 181)])
      await assert.rejects(holds(day), { code: 'bad-request' })
    await opens(sent)
    await withdrawReport(device, sent.keys)
    await holds(addDays(today(), 30))
    assert.equal(await later(20, () => eraseDue(town.app.context)), 0)
    const { status, acts } = await reads(sent.keys)
    assert.deepEqual([status, acts.at(-1)?.action], ['withdrawn', 'report:hold'])
    await later(31, () => eraseDue(town.app.context))
    assert.equal((await readsStub(sent.keys)).reason, 'withdrawn')
  })
})

test('a report is erased the day after its end, opened or not, and the stub itself ninety days later', async () => {
  await later(181, () => eraseDue(town.app.context))
  const [counts, before] = [await rowCounts(owner), files().length]
  const [one, other] = [await town.reports({ files: [photo] }), await town.reports()]
  await opens(other)
  assert.equal((await reads(one.keys)).endsOn, addDays(today(), 180))
  assert.equal(await later(180, () => eraseDue(town.app.context)), 0)
  assert.equal(await later(181, () => eraseDue(town.app.context)), 2)
  await assertGone({ ...counts, erased_report: (counts.erased_report ?? 0) + 1 }, one, before)
  assert.equal((await readsStub(one.keys)).reason, 'end-date')
  await later(181 + 90, () => eraseDue(town.app.context))
  assert.ok('erased' in ((await readMailbox(device, one.keys)) ?? {}))
  await later(181 + 91, () => eraseDue(town.app.context))
  assert.equal(await readMailbox(device, one.keys), undefined)
})

test('two sweeps at once erase each report once and neither fails', async () => {
  const sent = await Promise.all([town.reports(), town.reports(), town.reports()])
  const { erased_report: stubs = 0 } = await rowCounts(owner)
  await later(181, () =>
    Promise.all([eraseDue(town.app.context), eraseDue(town.app.context), eraseDue(town.app.context)]),
  )
  assert.equal((await rowCounts(owner)).erased_report, stubs + sent.length)
})

test('a backup of the payload and the unit’s key open nothing without the header that was erased', async () => {
  const sent = await town.reports()
  const backup = async (table: string, column: string): Promise<Buffer> =>
    (
      await owner.query(
        `select ${column} as it from ${table} where report = (select ref from report where mailbox = $1)`,
        [Buffer.from(sent.keys.mailbox, 'hex')],
      )
    ).rows[0]?.it
  const [payload, header] = [await backup('message', 'payload'), await backup('header', 'header')]
  const key = anna.epochs.get('harbour-team/1') ?? ''
  await withdrawReport(device, sent.keys)
  const other = await sealed(device)
  assert.equal(await openWith(key, new Uint8Array(payload)), undefined)
  assert.equal(await openWith(key, Buffer.concat([Buffer.from(other.request.header, 'base64'), payload])), undefined)
  assert.ok(
    await openWith(key, Buffer.concat([header, payload])),
    'with a backup of the header it would: so that one is short',
  )
})

test('after all this the log verifies from its entries, and its journal has as many', async () => {
  const { rows } = await owner.query<{ entry: Buffer; idx: number }>('select entry, idx::int from log_act order by idx')
  assert.deepEqual(
    rows.map((row) => row.idx),
    rows.map((_, i) => i),
  )
  const { rows: states } = await owner.query<{ checkpoint: string }>('select checkpoint from log_state')
  const signed = openCheckpoint(states[0]?.checkpoint ?? '', parseLogKey(town.pins.logKey))
  assert.equal(signed?.size, rows.length)
  assert.deepEqual(
    Buffer.from(signed?.root ?? []),
    Buffer.from(naiveTree(rows.map((row) => naiveLeaf(row.entry))).root(rows.length)),
  )
  assert.ok(existsSync(join(town.data, 'log', `${town.pins.instance}.journal`)))
})
