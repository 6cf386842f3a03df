// A report goes to another unit: by the policy's list, with the person's yes, or by two officers. Then only the other unit opens it, and
// only a transfer that the phone can check moves where the person's words go.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { type Mailbox, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { transferReport } from '@citycop/client/reports/transfer-report.ts'
import type pg from 'pg'
import { ownerOf } from '../hostile/row-counts.ts'
import { createTown, type Sent, type Town } from '../town.ts'

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const home = 'home-safety'
let town: Town
let owner: pg.Client
const problem = (code: string) => ({ name: 'Problem', code })

before(async () => {
  town = await createTown({
    policy: (one) => ({ ...one, transfers: [{ to: home, groups: ['concern'] }] }),
  })
  owner = await ownerOf(town)
})
after(async () => {
  await owner.end()
  await town.close()
})

const rowOf = async (desk: Desk, { receipt }: Sent) =>
  (await listReports(desk)).reports.find((one) => one.reference === receipt.reference)
const openFor = async (desk: Desk, sent: Sent) => openReport(desk, (await rowOf(desk, sent))?.ref ?? '', why)
async function mailboxOf({ keys }: Sent): Promise<Mailbox> {
  const read = await readMailbox(await town.device(), keys)
  assert.ok(read && !('erased' in read))
  return read
}

describe('a report that the list lets go', () => {
  let sent: Sent
  before(async () => {
    sent = await town.reports({ files: [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(9).fill(7) }] })
    const anna = await town.desk('anna')
    await answerReport(anna, await openFor(anna, sent), 'Which lamp?', { ask: true })
    await sendMessage(await town.device(), sent.keys, 'The second one.')
    const opened = await openFor(anna, sent)
    await transferReport(anna, opened, { to: home, reason: 'other-task', text: 'They know the street.' })
  })
  test('the old unit neither lists it nor opens it, and no header in the database opens for its key', async () => {
    const anna = await town.desk('anna')
    assert.equal(await rowOf(anna, sent), undefined)
  })
  test('the new unit opens all of it, with its files, and sees where it came from', async () => {
    const carla = await town.desk('carla')
    const opened = await openFor(carla, sent)
    assert.equal(opened.gaps, 0)
    assert.deepEqual(
      opened.messages.map((one) => [one.kind, one.refused]),
      [
        ['report', undefined],
        ['followup', undefined],
        ['reply', undefined],
        ['transfer', undefined],
      ],
    )
    assert.deepEqual(
      opened.handed.map(({ from, to }) => [from, to]),
      [['harbour-team', home]],
    )
    const file = await readAttachment(carla, opened, opened.messages[0]?.files[0]?.blob ?? '')
    assert.deepEqual([...file.bytes], new Array(9).fill(7))
    await answerReport(carla, opened, 'We have it now.')
  })
  test('the person reads where it went and why, writes to the new unit, and finds the act in the log', async () => {
    await sendMessage(await town.device(), sent.keys, 'Thank you.')
    const mailbox = await mailboxOf(sent)
    assert.equal(mailbox.unit, home)
    assert.deepEqual(
      mailbox.messages.map((one) => [one.unit, one.transfer?.to, one.text, one.refused]),
      [
        [undefined, undefined, undefined, undefined],
        [undefined, undefined, undefined, undefined],
        [undefined, undefined, undefined, undefined],
        ['harbour-team', undefined, 'Which lamp?', undefined],
        ['harbour-team', home, 'They know the street.', undefined],
        [home, undefined, 'We have it now.', undefined],
      ],
    )
    const act = mailbox.acts.find((one) => one.action === 'report:transfer')
    assert.deepEqual([act?.unit, act?.receiver, act?.reason], ['harbour-team', home, 'other-task'])
    assert.equal((await openFor(await town.desk('carla'), sent)).gaps, 0)
  })
})
test('a report that the list does not name goes nowhere without a yes or a second officer', async () => {
  const sent = await town.reports({ category: 'theft' })
  const anna = await town.desk('anna')
  const opened = await openFor(anna, sent)
  await assert.rejects(transferReport(anna, opened, { to: home, reason: 'other-task', text: '' }), problem('forbidden'))
})
