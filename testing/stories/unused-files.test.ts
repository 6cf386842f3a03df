// A file that nobody opened is surplus some time after its report was closed (POLICY R7); the report's words are not.
import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { holdReport, takeReport } from '@citycop/client/reports/change-report.ts'
import { closeReport } from '@citycop/client/reports/close-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { type Mailbox, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { eraseUnusedFiles } from '../../server/reports/erase-files.ts'
import { daysAhead } from '../days-ahead.ts'
import { createTown, type Sent, type Town } from '../town.ts'

let town: Town
let anna: Desk
let days = 0
const photo = { name: 'p.jpg', type: 'image/jpeg', bytes: new Uint8Array(1_200_000).fill(3) }
const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const today = () => town.app.context.clock.today()

before(async () => {
  town = await createTown({ now: () => daysAhead(days) })
  anna = await town.desk('anna')
})
after(() => town.close())

async function later<T>(count: number, act: () => Promise<T>): Promise<T> {
  days = count
  try {
    return await act()
  } finally {
    days = 0
  }
}
const reads = async (keys: Sent['keys']): Promise<Mailbox> => {
  const mailbox = await readMailbox(await town.device(), keys)
  assert.ok(mailbox && 'status' in mailbox, JSON.stringify(mailbox))
  return mailbox
}
const rowOf = async ({ receipt }: Sent) =>
  (await listReports(anna)).reports.find((one) => one.reference === receipt.reference)
const opens = async (sent: Sent) => openReport(anna, (await rowOf(sent))?.ref ?? '', why)
const files = () =>
  globSync('**/*', { cwd: join(town.data, 'blobs'), withFileTypes: true }).filter((one) => one.isFile())

test('a file that nobody opened goes after the policy’s time from the closing; one that was looked at stays, and so do the words', async () => {
  const photos = [photo, { ...photo, name: 'q.jpg' }]
  const [seen, unseen] = [await town.reports({ files: photos }), await town.reports({ files: photos })]
  const before = files().length
  const opened = await opens(seen)
  await readAttachment(anna, opened, opened.messages[0]?.files[0]?.blob ?? '')
  for (const sent of [seen, unseen]) {
    const ref = (await rowOf(sent))?.ref ?? ''
    await takeReport(anna, ref)
    await closeReport(anna, sent === seen ? opened : await opens(sent), { reason: 'resolved', text: 'done' })
  }
  await later(90, () => eraseUnusedFiles(town.app.context))
  assert.equal(files().length, before)
  assert.equal(await later(91, () => eraseUnusedFiles(town.app.context)), 2)
  assert.equal(files().length, before - 3 * 2, 'three files of two parts each')
  const again = await opens(unseen)
  assert.deepEqual([again.gaps, again.erasedFiles, again.messages[0]?.files.length], [0, 2, 0])
  const half = await opens(seen)
  assert.deepEqual([half.gaps, half.erasedFiles, half.messages[0]?.files.length], [0, 1, 1])
  const act = (await reads(unseen.keys)).acts.find(({ action }) => action === 'report:erase-files')
  assert.equal(act?.rules?.join(), 'C-ERASE')
  assert.equal(await later(92, () => eraseUnusedFiles(town.app.context)), 0)
})

test('a file of a report that is held stays', async () => {
  const sent = await town.reports({ files: [photo] })
  const opened = await opens(sent)
  await takeReport(anna, opened.ref)
  await closeReport(anna, opened, { reason: 'resolved', text: 'done' })
  await holdReport(anna, opened.ref, 'evidence', addDays(today(), 100))
  assert.equal(await later(99, () => eraseUnusedFiles(town.app.context)), 0)
})
