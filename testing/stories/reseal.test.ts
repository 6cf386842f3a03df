// After an officer was let go, the live reports are sealed anew: what the old key still opens is counted in the database itself.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { resealReports } from '@citycop/client/reports/reseal-reports.ts'
import { openWith, sealTo } from '@citycop/client/sealing/age-file.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { buckets } from '@citycop/protocol/contract/size-class.ts'
import { beginReseal, resealReport, resealWhy } from '@citycop/protocol/reports/reseal-contract.ts'
import type pg from 'pg'
import { sha256 } from '../../server/platform/hash.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { letOut, todayIn, harbour as unit } from '../lead.ts'
import { createTown, type Sent, type Town } from '../town.ts'

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
let town: Town
let owner: pg.Client
let bruno: Desk
let talked: Sent
const sent: Sent[] = []

before(async () => {
  town = await createTown({ suite: 'pq' })
  owner = await ownerOf(town)
  talked = await town.reports({ files: [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(9).fill(7) }] })
  const anna = await town.desk('anna')
  const opened = await openReport(anna, (await listReports(anna)).reports[0]?.ref ?? '', why)
  await answerReport(anna, opened, 'Which lamp?', { ask: true })
  await sendMessage(await town.device(), talked.keys, 'The second one.')
  for (let i = 0; i < 3; i++) sent.push(await town.reports())
  bruno = await town.desk('bruno')
})
after(async () => {
  await owner.end()
  await town.close()
})

const today = () => todayIn(town)
/** How many of the unit's messages these keys open, out of everything the database has. */
async function opens(keys: Iterable<string>): Promise<number> {
  const { rows } = await owner.query<{ header: Buffer; payload: Buffer }>(
    'select h.header, m.payload from message m join header h on h.object = m.id',
  )
  let count = 0
  for (const key of keys)
    for (const { header, payload } of rows) if (await openWith(key, concat(header, payload))) count++
  return count
}
const rowOf = async (desk: Desk, { receipt }: Sent) => {
  const row = (await listReports(desk)).reports.find((one) => one.reference === receipt.reference)
  return row ?? assert.fail('the report is not in the list')
}

describe('sealing anew is refused', () => {
  test('where nothing lies under an older key, for another purpose, and to another unit', async () => {
    const anna = await town.desk('anna')
    const { ref, objects } = await rowOf(anna, sent[0] ?? assert.fail())
    const begin = (desk: Desk, asked = {}) =>
      send(
        town.origin,
        beginReseal.path,
        {
          request: signRequest(desk, { action: 'report:begin-reseal', ref, objects, ...resealWhy, ...asked }),
          seen: 0,
        },
        { token: desk.token },
      )
    assertRefused(await begin(anna), 'state-changed')
    assertRefused(await begin(anna, { reason: 'continue-work' }), 'bad-request')
    assertRefused(await begin(anna, { purpose: undefined }), 'forbidden')
    assertRefused(await begin(await town.desk('carla')), 'forbidden')
    const { leaf } = await openReport(anna, ref, why)
    assert.ok(leaf > 0)
    const asOpening = signRequest(anna, { action: 'report:open', ref, objects, ...resealWhy })
    assertRefused(
      await send(town.origin, '/desk/open', { request: asOpening, seen: 0 }, { token: anna.token }),
      'bad-request',
    )
  })
})

describe('after an officer was let go', () => {
  before(() => letOut(town, town.officers.bruno))

  test('the copied key opens everything of before, until a colleague has sealed it anew; it may be broken off and begun again', async () => {
    const all = await opens(bruno.epochs.values())
    assert.equal(all, 6)
    const anna = await town.desk('anna')
    let reports = 0
    const once = await resealReports(anna, unit, { today: today(), lanes: 1, goesOn: () => reports++ < 1 })
    assert.equal(once.reports, 1)
    assert.ok((await opens(bruno.epochs.values())) < all)
    const arriving = town.reports() // intake goes on
    const progress: number[] = []
    const rest = await resealReports(anna, unit, { today: today(), onprogress: ({ done }) => progress.push(done) })
    assert.deepEqual([rest.reports, rest.unreadable], [3, 0])
    assert.equal(progress.at(-1), 3)
    sent.push(await arriving)
    assert.equal(await opens(bruno.epochs.values()), 0)
    assert.deepEqual((await resealReports(anna, unit, { today: today() })).reports, 0)
  })
  test('the report is whole to whoever stays, its files too, and its thread goes on', async () => {
    const anna = await town.desk('anna')
    const opened = await openReport(anna, (await rowOf(anna, talked)).ref, why)
    assert.equal(opened.gaps, 0)
    assert.deepEqual(
      opened.messages.map(({ kind, refused }) => [kind, refused]),
      [
        ['report', undefined],
        ['followup', undefined],
        ['reply', undefined],
      ],
    )
    const file = await readAttachment(anna, opened, opened.messages[0]?.files[0]?.blob ?? '')
    assert.deepEqual([...file.bytes], new Array(9).fill(7))
    await answerReport(anna, opened, 'Thank you.')
    await sendMessage(await town.device(), talked.keys, 'You are welcome.')
    assert.equal((await openReport(anna, opened.ref, why)).gaps, 0)
  })
  test('the person reads the old answer and the new one, and each act stands in the log under its own name', async () => {
    const mailbox = await readMailbox(await town.device(), talked.keys)
    assert.ok(mailbox && 'messages' in mailbox)
    assert.deepEqual(
      mailbox.messages.filter((one) => one.from === 'unit').map((one) => one.text),
      ['Which lamp?', 'Thank you.'],
    )
    const acts = mailbox.acts.map((one) => one.action)
    assert.ok(acts.includes('report:begin-reseal') && acts.includes('report:reseal'))
    const [untouched] = await Promise.all(
      sent.slice(0, 1).map(async (one) => readMailbox(await town.device(), one.keys)),
    )
    assert.ok(untouched && 'acts' in untouched)
    assert.deepEqual(untouched.acts.map((one) => one.action).slice(-2), ['report:begin-reseal', 'report:reseal'])
  })
  test('nobody puts anything in the place of what was not fetched for it, or for other readers', async () => {
    const anna = await town.desk('anna')
    const [first] = (await listReports(anna, { ref: (await rowOf(anna, talked)).ref })).reports
    const recipient = anna.instance.directory.units.find((one) => one.id === unit)?.recipient ?? ''
    const file = await sealTo([recipient], new Uint8Array(buckets[0]))
    const [header, payload] = [toBase64(file.header), toBase64(file.payload)]
    const object = sha256(concat(file.header, file.payload)).toString('hex')
    const put = (id: string, objects: string[], epoch = 2) =>
      send(
        town.origin,
        resealReport.path,
        {
          request: signRequest(anna, { action: 'report:reseal', ref: first?.ref ?? '', objects }),
          messages: [{ id, epoch, header, payload }],
        },
        { token: anna.token },
      )
    assertRefused(await put('ab'.repeat(32), [object]), 'state-changed')
    assertRefused(await put(talked.receipt.id, [object]), 'state-changed') // already under the key in use
    assertRefused(await put(talked.receipt.id, ['ab'.repeat(32)]), 'bad-request')
    assertRefused(await put(talked.receipt.id, [object], 1), 'epoch-expired')
  })
  test('two messages whose new seals the server exchanged are not shown: the desk locks', async () => {
    const anna = await town.desk('anna')
    const { ref } = await rowOf(anna, talked)
    const swap = `update message a set payload = b.payload from message b
       where a.report = b.report and a.report = $1 and a.direction = 'citizen' and b.direction = 'citizen' and a.seq + b.seq = 1`
    const headers = `update header x set header = y.header from header y, message a, message b
       where x.object = a.id and y.object = b.id and a.report = $1 and b.report = $1
         and a.direction = 'citizen' and b.direction = 'citizen' and a.seq + b.seq = 1`
    await owner.query(swap, [Buffer.from(ref, 'hex')])
    await owner.query(headers, [Buffer.from(ref, 'hex')])
    await assert.rejects(openReport(anna, ref, why), { name: 'Tampered', why: 'objects' })
    await owner.query(swap, [Buffer.from(ref, 'hex')])
    await owner.query(headers, [Buffer.from(ref, 'hex')])
    assert.equal((await openReport(anna, ref, why)).gaps, 0)
  })
})
