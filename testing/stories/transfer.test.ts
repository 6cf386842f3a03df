// A report goes to another unit: by the policy's list, with the person's yes, or by two officers. Then only the other unit opens it, and
// nothing of what was promised about it ends.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { answerConsent, sendMessage } from '@citycop/client/conversation/send-message.ts'
import { removeMember } from '@citycop/client/keys/remove-member.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { holdReport, releaseHold } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { type Mailbox, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { resealReports } from '@citycop/client/reports/reseal-reports.ts'
import { requestTransfer, transferReport } from '@citycop/client/reports/transfer-report.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type pg from 'pg'
import { eraseDue } from '../../server/reports/erase-due.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { harbour, keyIdOfOfficer, leadIn, publishIn, todayIn } from '../lead.ts'
import { createTown, type Sent, type Town } from '../town.ts'

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const home = 'home-safety'
let town: Town
let owner: pg.Client
const problem = (code: string) => ({ name: 'Problem', code })

before(async () => {
  town = await createTown({ policy: (one) => ({ ...one, transfers: [{ to: home, groups: ['concern'] }] }) })
  owner = await ownerOf(town)
})
after(async () => {
  await owner.end()
  await town.close()
})

const rowOf = async (desk: Desk, { receipt }: Sent) =>
  (await listReports(desk)).reports.find((one) => one.reference === receipt.reference)
const opens = async (desk: Desk, sent: Sent) => openReport(desk, (await rowOf(desk, sent))?.ref ?? '', why)
async function mailboxOf({ keys }: Sent): Promise<Mailbox> {
  const read = await readMailbox(await town.device(), keys)
  assert.ok(read && !('erased' in read))
  return read
}
/** How many messages of a report its unit's old keys open, out of everything the database has. */
async function opensWith({ epochs }: Desk, { ref }: OpenedReport): Promise<number> {
  const { rows } = await owner.query<{ header: Buffer; payload: Buffer }>(
    'select h.header, m.payload from message m join header h on h.object = m.id where m.report = $1',
    [Buffer.from(ref, 'hex')],
  )
  let count = 0
  for (const key of epochs.values())
    for (const { header, payload } of rows) if (await openWith(key, concat(header, payload))) count++
  return count
}

describe('a report that the list lets go', () => {
  let sent: Sent
  let read: OpenedReport
  let clocks: Mailbox['clocks']
  const news: { unit: string; mayVanish: boolean }[] = []
  before(async () => {
    sent = await town.reports({ files: [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(9).fill(7) }] })
    const anna = await town.desk('anna')
    await answerReport(anna, await opens(anna, sent), 'Which lamp?', { ask: true })
    await sendMessage(await town.device(), sent.keys, 'The second one.')
    read = await opens(anna, sent)
    await holdReport(anna, read.ref, 'evidence', addDays(todayIn(town), 5))
    clocks = (await mailboxOf(sent)).clocks
    const told = new Promise<void>((resolve) => {
      const stop = town.app.context.changes.watch('here', {
        hear: ({ changes }) => {
          news.push(...changes.filter(({ ref }) => ref === read.ref))
          if (news.some((one) => one.unit === home)) resolve(stop())
        },
        end() {},
      })
    })
    assert.equal(await opensWith(anna, read), 3)
    await transferReport(anna, read, { to: home, reason: 'other-task', text: 'They know the street.' })
    await told
  })

  test('the old unit neither lists it nor opens it, and no header in the database opens for its key', async () => {
    const anna = await town.desk('anna')
    assert.equal(await rowOf(anna, sent), undefined)
    await assert.rejects(openReport(anna, read.ref, why), problem('not-found'))
    await assert.rejects(readAttachment(anna, read, read.messages[0]?.files[0]?.blob ?? ''), problem('forbidden'))
    await assert.rejects(answerReport(anna, read, 'One more thing.'), problem('forbidden'))
    assert.equal(await opensWith(anna, read), 0)
  })
  test('the desks of both units are told, the old one that it may be gone', () => {
    assert.ok(news.some((one) => one.unit === harbour && one.mayVanish) && news.some((one) => one.unit === home))
  })
  test('the new unit opens all of it, with its files, and sees where it came from', async () => {
    const carla = await town.desk('carla')
    const opened = await opens(carla, sent)
    assert.equal(opened.gaps, 0)
    assert.deepEqual(
      opened.messages.map((one) => [one.kind, one.refused]),
      ['report', 'followup', 'reply', 'transfer'].map((kind) => [kind, undefined]),
    )
    assert.deepEqual(
      opened.handed.map(({ from, to }) => [from, to]),
      [[harbour, home]],
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
      mailbox.messages
        .filter((one) => one.from === 'unit')
        .map(({ unit, transfer, text, refused }) => [unit, transfer?.to, text, refused]),
      [
        [harbour, undefined, 'Which lamp?', undefined],
        [harbour, home, 'They know the street.', undefined],
        [home, undefined, 'We have it now.', undefined],
      ],
    )
    const act = mailbox.acts.find((one) => one.action === 'report:transfer')
    assert.deepEqual([act?.unit, act?.receiver, act?.reason], [harbour, home, 'other-task'])
    assert.equal((await opens(await town.desk('carla'), sent)).gaps, 0)
  })
  test('its clocks run on as they were, and each message is remembered with the unit that it was sent to', async () => {
    const { acknowledgeBy, answerBy } = (await mailboxOf(sent)).clocks
    assert.deepEqual([acknowledgeBy, answerBy], [clocks.acknowledgeBy, clocks.answerBy])
    const { rows } = await owner.query('select unit from message where id = $1', [Buffer.from(sent.receipt.id, 'hex')])
    assert.deepEqual(rows, [{ unit: harbour }])
  })
  test('without a yes it does not go back; sealed anew in the new unit, every signature of before still holds', async () => {
    const carla = await town.desk('carla')
    const opened = await opens(carla, sent)
    await assert.rejects(
      transferReport(carla, opened, { to: harbour, reason: 'other-district', text: '' }),
      problem('forbidden'),
    )
    const lead = await leadIn(town, town.admin, home)
    await publishIn(town, await removeMember(lead, keyIdOfOfficer(town.officers.dario)))
    const done = await resealReports(await town.desk('carla'), home, { today: todayIn(town) })
    assert.equal(done.unreadable, 0)
    assert.equal((await opens(await town.desk('carla'), sent)).gaps, 0)
    assert.equal((await mailboxOf(sent)).messages.filter((one) => one.refused).length, 0)
  })
  test('the hold of the old unit holds until the new one ends it; then it is withdrawn and erased, and nothing is left', async () => {
    const carla = await town.desk('carla')
    assert.equal((await rowOf(carla, sent))?.hold?.ground, 'evidence')
    await releaseHold(carla, read.ref)
    await withdrawReport(await town.device(), sent.keys)
    await owner.query('update report set erase_on = $1 where ref = $2', [todayIn(town), Buffer.from(read.ref, 'hex')])
    await eraseDue(town.app.context)
    for (const table of ['report_epoch', 'message', 'header'])
      assert.deepEqual(
        (await owner.query(`select 1 from ${table} where report = $1`, [Buffer.from(read.ref, 'hex')])).rows,
        [],
      )
    const mailbox = await readMailbox(await town.device(), sent.keys)
    assert.ok(mailbox && 'erased' in mailbox)
  })
})

describe('a report that the list does not name', () => {
  const theft = { category: 'theft' } as const
  const asked = { is: 'asked', act: 'report:transfer', to: home, title: 'Safety at home unit' } as const
  const wanted = { to: home, reason: 'other-task', text: '' } as const

  test('goes nowhere without a yes, and with a no as little', async () => {
    const [sent, anna] = [await town.reports(theft), await town.desk('anna')]
    await assert.rejects(transferReport(anna, await opens(anna, sent), wanted), problem('forbidden'))
    const { id } = await answerReport(anna, await opens(anna, sent), 'May they have it?', { ask: true, consent: asked })
    await assert.rejects(transferReport(anna, await opens(anna, sent), wanted), problem('forbidden'))
    await answerConsent(await town.device(), sent.keys, { of: id, answer: 'no', text: 'No.' })
    await assert.rejects(transferReport(anna, await opens(anna, sent), wanted), problem('forbidden'))
    await answerConsent(await town.device(), sent.keys, { of: id, answer: 'yes', text: 'Yes.' })
    await transferReport(anna, await opens(anna, sent), wanted)
    const handed = (await mailboxOf(sent)).messages.find((one) => one.transfer)
    assert.equal(handed?.transfer?.basis, 'agreed')
    const carla = await town.desk('carla')
    const back = { ...asked, to: harbour, title: 'Harbour' }
    const question = await answerReport(carla, await opens(carla, sent), 'And back?', { ask: true, consent: back })
    await answerConsent(await town.device(), sent.keys, { of: question.id, answer: 'yes', text: 'Yes.' })
    await transferReport(carla, await opens(carla, sent), { to: harbour, reason: 'other-task', text: '' })
    const again = await opens(await town.desk('anna'), sent)
    assert.deepEqual([again.gaps, again.handed.length, (await mailboxOf(sent)).unit], [0, 2, harbour])
    await assert.rejects(transferReport(anna, again, wanted), problem('forbidden')) // the yes was for one time
  })
  test('an officer who says that the person agreed, when they said no, is caught at the other desk', async () => {
    const [sent, anna] = [await town.reports(theft), await town.desk('anna')]
    const { id } = await answerReport(anna, await opens(anna, sent), 'May they?', { ask: true, consent: asked })
    await answerConsent(await town.device(), sent.keys, { of: id, answer: 'no', text: 'No.' })
    const opened = await opens(anna, sent)
    const messages = opened.messages.map((one) =>
      one.consent?.is === 'answered' ? { ...one, consent: { ...one.consent, answer: 'yes' as const } } : one,
    )
    await transferReport(anna, { ...opened, messages }, wanted)
    const carla = await town.desk('carla')
    await assert.rejects(opens(carla, sent), { name: 'Tampered' })
  })
  test('goes by two officers where a life is in danger, and never by one of them alone', async () => {
    const [sent, anna, bruno] = [await town.reports(theft), await town.desk('anna'), await town.desk('bruno')]
    const danger = { to: home, reason: 'danger-to-life', text: '' } as const
    await requestTransfer(anna, await opens(anna, sent), home)
    const askedOf = async (desk: Desk) => (await rowOf(desk, sent))?.transferAsked
    const own = await askedOf(anna)
    assert.equal(own?.mine, true)
    const alone = own && { ...own, mine: false } // as if the first one's own desk said so
    await assert.rejects(
      transferReport(anna, await opens(anna, sent), { ...danger, asked: alone }),
      problem('forbidden'),
    )
    await assert.rejects(transferReport(bruno, await opens(bruno, sent), danger), problem('forbidden'))
    await transferReport(bruno, await opens(bruno, sent), { ...danger, asked: await askedOf(bruno) })
    const mailbox = await mailboxOf(sent)
    assert.equal(mailbox.unit, home)
    const acts = mailbox.acts.filter((one) => one.receiver === home)
    assert.deepEqual(
      acts.map((one) => one.action),
      ['report:request-transfer', 'report:transfer'],
    )
    assert.notEqual(acts[0]?.actor, acts[1]?.actor)
  })
})
