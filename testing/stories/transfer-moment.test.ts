// A report is handed on while others act on it: each act holds for the unit that it was decided for, or not at all.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { transferReport } from '@citycop/client/reports/transfer-report.ts'
import { findReport, holdForChange } from '../../server/reports/find-report.ts'
import { createTown, type Sent, type Town } from '../town.ts'

let town: Town
before(async () => {
  town = await createTown() // whose list lets a concern go to the other unit
})
after(() => town.close())

const hand = (desk: Desk, opened: OpenedReport) =>
  transferReport(desk, opened, { to: 'home-safety', reason: 'other-task', text: '' })
async function opens(desk: Desk, { receipt }: Sent): Promise<OpenedReport> {
  const row = (await listReports(desk)).reports.find((one) => one.reference === receipt.reference)
  return openReport(desk, row?.ref ?? '', { purpose: 'handle_concern', reason: 'first-reading' })
}
const staged = async () => {
  const [sent, anna, bruno] = [await town.reports(), await town.desk('anna'), await town.desk('bruno')]
  return { sent, anna, bruno, first: await opens(anna, sent), second: await opens(bruno, sent) }
}

test('two officers hand it on: once it goes, and whole', async () => {
  const { sent, anna, bruno, first, second } = await staged()
  const ended = await Promise.allSettled([hand(anna, first), hand(bruno, second)])
  assert.deepEqual(ended.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await opens(await town.desk('carla'), sent)).gaps, 0)
  const mailbox = await readMailbox(await town.device(), sent.keys)
  assert.ok(mailbox && 'acts' in mailbox)
  assert.equal(mailbox.acts.filter((act) => act.action === 'report:transfer').length, 1)
})

test('what was allowed before it was handed on, and comes to be written after, is refused', async () => {
  const { sent, anna, first } = await staged()
  const { context } = town.app
  // As each act of an officer and of the person does: found and allowed first, held for the change a moment later.
  const found = await findReport(context, { ref: first.ref })
  await hand(anna, first)
  const held = context.database.transaction(({ query }) => holdForChange(query, context, found))
  await assert.rejects(held, { name: 'Problem', code: 'state-changed' })
  const opened = await opens(await town.desk('carla'), sent)
  assert.deepEqual([opened.gaps, opened.messages.map((one) => one.kind)], [0, ['report', 'transfer']])
})
