// Transfers that nobody may make: whoever shows one to a phone, or to the desk of the unit that is to have the report, is not believed, and
// the person's words go on to the unit that they chose.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import { memberSeed } from '@citycop/client/keys/member-seed.ts'
import { removeMember } from '@citycop/client/keys/remove-member.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { askMailbox } from '@citycop/client/reports/ask-mailbox.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { type Mailbox, type MailboxAct, readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { readMailboxThread } from '@citycop/client/reports/read-mailbox-thread.ts'
import { sealTransfer } from '@citycop/client/reports/seal-transfer.ts'
import { transferReport } from '@citycop/client/reports/transfer-report.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { type MailboxPage, readMailbox as mailboxRoute } from '@citycop/protocol/reports/contract.ts'
import type { Transfer } from '@citycop/protocol/reports/transfer.ts'
import type pg from 'pg'
import { daysAhead } from '../days-ahead.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { harbour, keyIdOfOfficer, leadIn, publishIn } from '../lead.ts'
import { createTown, type Sent, type Town } from '../town.ts'

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const home = 'home-safety'
let days = 0
let town: Town
let owner: pg.Client
let sent: Sent
let anna: Desk
let bruno: Desk
let carla: Desk
let opened: OpenedReport
let page: MailboxPage
let acts: readonly MailboxAct[]

before(async () => {
  town = await createTown({
    now: () => daysAhead(days),
    policy: (one) => ({ ...one, transfers: [{ to: home, groups: ['concern'] }] }),
  })
  owner = await ownerOf(town)
  sent = await town.reports()
  ;[anna, bruno, carla] = [await town.desk('anna'), await town.desk('bruno'), await town.desk('carla')]
  opened = await opens(anna, sent)
  const device = await town.device()
  page = await call(device.server, mailboxRoute, await askMailbox(device, sent.keys, 'mailbox:read'))
  acts = (await mailboxOf(sent)).acts
})
after(async () => {
  await owner.end()
  await town.close()
})

async function opens(desk: Desk, { receipt }: Sent): Promise<OpenedReport> {
  const row = (await listReports(desk)).reports.find((one) => one.reference === receipt.reference)
  return openReport(desk, row?.ref ?? '', why)
}
async function mailboxOf({ keys }: Sent): Promise<Mailbox> {
  const read = await readMailbox(await town.device(), keys)
  assert.ok(read && !('erased' in read))
  return read
}
const epochIn = (desk: Desk, unit: string, epoch = 1): EpochCertificate =>
  desk.instance.directory.trusted.epochs.find((one) => one.unit === unit && one.epoch === epoch) ??
  assert.fail(`${unit} has no epoch ${epoch}`)

type Forged = {
  desk?: Desk
  by?: string
  thread?: string
  transfer?: Partial<Transfer>
  /** What the log would say of it, if the city took part. */
  act?: Partial<MailboxAct>
  listed?: boolean
}

async function deviceWith(listed: boolean) {
  const device = await town.device()
  const { policy } = device.directory
  return listed ? device : { ...device, directory: { ...device.directory, policy: { ...policy, transfers: [] } } }
}

/** What the phone makes of a page on which a hostile server put this transfer, and an act of the log to go with it. */
async function shown({ desk = anna, by = harbour, thread, transfer = {}, act = {}, listed = true }: Forged) {
  const device = await deviceWith(listed)
  const from = epochIn(desk, by)
  const to = epochIn(desk, transfer.to === harbour ? harbour : home)
  const seed = memberSeed(desk.signSeed, from) ?? memberSeed(desk.signSeed, epochIn(desk, home)) ?? desk.signSeed
  const said: Transfer = { to: home, epoch: 1, reason: 'other-task', basis: 'list', sent: 1, ...transfer }
  const asUnit = (one: EpochCertificate) => ({ ...one, id: one.unit })
  const { id, message } = await sealTransfer(
    desk,
    { ...opened, messages: [], thread: thread ?? opened.thread },
    { by: asUnit(from), unit: asUnit(to), signSeed: seed, text: 'It goes.', transfer: said },
  )
  const file = Buffer.concat([Buffer.from(message.header, 'base64'), Buffer.from(message.payload, 'base64')])
  const day = page.report?.day ?? ''
  const put = { direction: 'unit' as const, seq: 0, id, day, epoch: 1, file: file.toString('base64') }
  const [first] = acts
  assert.ok(first)
  const payload = { v: 1, kind: 'report:transfer', report: toBase64(new Uint8Array(16)), n: 9, prev: null, time: day }
  const more = { actor: { role: 'officer' }, objects: [id], policy: 1 }
  const entry: MailboxAct = {
    ...first,
    action: 'report:transfer',
    at: `${new Date().toISOString().slice(0, 16)}Z`,
    unit: by,
    receiver: said.to,
    payload: toBase64(bytes(canonical({ ...payload, ...more }))),
    ...act,
  }
  const read = await readMailboxThread(device, sent.keys, { ...page, messages: [...page.messages, put] }, [
    ...acts,
    entry,
  ])
  return { unit: read.unit, refused: read.messages.at(-1)?.refused }
}
const stays = { unit: harbour, refused: 'unit' }

test('one that an officer of the unit signed is believed: else the rest of this file would show nothing', async () => {
  assert.deepEqual(await shown({}), { unit: home, refused: undefined })
})

describe('a phone does not believe a transfer', () => {
  test('that the receiving unit signed itself, in its own name or in that of the first', async () => {
    assert.deepEqual(await shown({ desk: carla, by: home }), stays)
    assert.deepEqual(await shown({ desk: carla }), { unit: harbour, refused: 'signature' })
  })
  test('that somebody signed who is no member of any unit', async () => {
    const stranger = { ...anna, signSeed: new Uint8Array(32).fill(9) }
    assert.deepEqual(await shown({ desk: stranger }), { unit: harbour, refused: 'signature' })
  })
  test('of another report', async () => {
    assert.deepEqual(await shown({ thread: 'ab'.repeat(16) }), { unit: harbour, refused: 'thread' })
  })
  test('to a unit that is not in the directory, or to the unit that has it', async () => {
    assert.deepEqual(await shown({ transfer: { to: 'secret-service' } }), stays)
    assert.deepEqual(await shown({ transfer: { to: home, epoch: 7 } }), stays)
    assert.deepEqual(await shown({ transfer: { to: harbour } }), stays)
  })
  test('that the log does not tell of, or tells of otherwise', async () => {
    assert.deepEqual(await shown({ act: { action: 'report:open' } }), stays)
    assert.deepEqual(await shown({ act: { receiver: 'traffic' } }), stays)
    assert.deepEqual(await shown({ act: { unit: home } }), stays)
  })
  test('that rests on a yes which nobody gave, or on a second officer who is the first', async () => {
    assert.deepEqual(await shown({ transfer: { basis: 'agreed' } }), stays)
    const agreed = { asked: 'ab'.repeat(32), answered: sent.receipt.id }
    assert.deepEqual(await shown({ transfer: { basis: 'agreed', agreed } }), stays)
    const danger = { basis: 'two-officers', reason: 'danger-to-life' } as const
    assert.deepEqual(await shown({ transfer: danger }), stays)
    const statementOf = ({ signSeed }: Desk, to = home) => {
      const { instance, unit, epoch, certNo } = epochIn(anna, harbour)
      const said = { v: 1, instance, thread: opened.thread, unit, epoch, certNo, to }
      const seed = memberSeed(signSeed, epochIn(anna, harbour)) ?? signSeed
      return signEnvelope('transfer-asked', bytes(canonical(said)), seed)
    }
    assert.deepEqual(await shown({ transfer: { ...danger, statement: statementOf(anna) } }), stays)
    assert.deepEqual(await shown({ transfer: { ...danger, statement: statementOf(carla) } }), stays)
    assert.deepEqual(await shown({ transfer: { ...danger, statement: statementOf(bruno, 'traffic') } }), stays)
    const whole = { ...danger, statement: statementOf(bruno) }
    assert.deepEqual(await shown({ transfer: { ...whole, reason: 'other-task' } }), stays)
    assert.deepEqual(await shown({ transfer: whole }), { unit: home, refused: undefined })
  })
  test('by the list, when the list in force does not name the unit', async () => {
    assert.deepEqual(await shown({ listed: false }), stays)
  })
})

describe('the server alone', () => {
  const move = (to: string) =>
    owner.query('update report set unit = $1 where ref = $2', [to, Buffer.from(opened.ref, 'hex')])

  test('moves a report: the phone stops, nothing more is sent, and the other desk opens nothing', async () => {
    await move(home)
    await assert.rejects(mailboxOf(sent), { name: 'Distrusted', why: 'mailbox' })
    await assert.rejects(sendMessage(await town.device(), sent.keys, 'Still dark.'), { name: 'Distrusted' })
    await assert.rejects(opens(carla, sent), { name: 'Tampered' })
    await move(harbour)
    assert.equal((await mailboxOf(sent)).unit, harbour)
  })
  test('leaves a message out on the way: the other desk counts it as missing, the last one too', async () => {
    const other = await town.reports()
    const device = await town.device()
    for (const text of ['Second.', 'Third.']) await sendMessage(device, other.keys, text)
    const whole = await opens(anna, other)
    await transferReport(anna, whole, { to: home, reason: 'other-task', text: '' })
    const drop = async (seq: number) => {
      const id = whole.messages.find((one) => one.from === 'citizen' && one.seq === seq)?.id ?? ''
      await owner.query('delete from header where object = $1', [Buffer.from(id, 'hex')])
      await owner.query('delete from message where id = $1', [Buffer.from(id, 'hex')])
    }
    await drop(2)
    assert.equal((await opens(carla, other)).gaps, 1)
    await drop(1)
    assert.equal((await opens(carla, other)).gaps, 2)
  })
})

test('a former member, with the key of an epoch that is over, moves nothing', async () => {
  days = 1
  await publishIn(town, await removeMember(await leadIn(town), keyIdOfOfficer(town.officers.bruno)))
  days = 2
  const at = `${daysAhead(2).toISOString().slice(0, 16)}Z`
  assert.deepEqual(await shown({ desk: bruno, act: { at } }), stays)
})
