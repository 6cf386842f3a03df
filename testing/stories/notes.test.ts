// Notes that officers of a unit write for one another about a report, links between reports, and what was done before: who reads them,
// and what whoever runs the server can change about them without being noticed.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { sealUnitMessage } from '@citycop/client/conversation/seal-unit-message.ts'
import { connect } from '@citycop/client/keys/connect.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { addNote, linksOf } from '@citycop/client/reports/add-note.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { resealReports } from '@citycop/client/reports/reseal-reports.ts'
import { TooLong } from '@citycop/client/sealing/padding.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { sealedSize } from '@citycop/protocol/contract/size-class.ts'
import type { listReports as listRoute } from '@citycop/protocol/reports/desk-contract.ts'
import { authorise } from '../../server/policy/authorise.ts'
import { eraseReport } from '../../server/reports/erase-report.ts'
import { findByRef } from '../../server/reports/store.ts'
import { type Middleman, standBetween } from '../hostile/proxy.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import type { Released } from '../hostile/tampered.ts'
import { harbour, letOut, todayIn } from '../lead.ts'
import { createTown, memory, type Sent, type Town } from '../town.ts'

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
let town: Town
let proxy: Middleman
let anna: Desk
let bruno: Desk

before(async () => {
  town = await createTown()
  proxy = await standBetween(town.origin)
  const through = async () => connect(proxy.origin, { memory: memory(), pins: town.pins })
  anna = await signIn(await through(), town.officers.anna)
  bruno = await signIn(await through(), town.officers.bruno)
})
after(async () => {
  await proxy.close()
  await town.close()
})
beforeEach(() => {
  proxy.alter = undefined
})

const refOf = async ({ receipt }: Sent) => {
  const row = (await listReports(anna)).reports.find((one) => one.reference === receipt.reference)
  return row?.ref ?? assert.fail('the report is not in the list')
}
const opened = async (sent: Sent, desk = anna) => openReport(desk, await refOf(sent), why)
/** A report with a note of each of two officers. */
async function noted(): Promise<{ sent: Sent; ref: string }> {
  const sent = await town.reports()
  await addNote(anna, await opened(sent), 'The same lamp as in spring.')
  await addNote(bruno, await opened(sent, bruno), 'Asked the office for lights.')
  return { sent, ref: await refOf(sent) }
}
const words = ({ notes }: OpenedReport) => notes.map(({ text, refused }) => refused ?? text)
const whenOpening = (change: (released: Released) => Released, list: (row: Row) => Row = (row) => row) => {
  proxy.alter = (path, answer) => {
    if (path === '/desk/open') return change(answer)
    if (path !== '/desk/reports') return answer
    const page = answer as Reply<typeof listRoute>
    return { ...page, reports: page.reports.map(list) }
  }
}
type Row = Reply<typeof listRoute>['reports'][number]
const without = (id: string) => (row: Row) => ({ ...row, objects: row.objects.filter((one) => one !== id) })

describe('a note is refused', () => {
  test('from an officer of another unit', async () => {
    const { ref } = await noted()
    const carla = await town.desk('carla')
    const request = signRequest(carla, { action: 'report:note', ref, objects: ['00'.repeat(32)] })
    const { message } = await sealUnitMessage(anna, await openReport(anna, ref, why), { type: 'note', text: 'x' })
    assertRefused(
      await send(town.origin, '/desk/note', { request, note: message }, { token: carla.token }),
      'forbidden',
    )
  })
  test('that the person could open too, that is longer than others, or that the officer did not sign for', async () => {
    const report = await opened(await town.reports())
    const asked = (objects: string[]) => signRequest(anna, { action: 'report:note', ref: report.ref, objects })
    const put = async (note: object, id: string) =>
      send(town.origin, '/desk/note', { request: asked([id]), note }, { token: anna.token })
    const answer = await sealUnitMessage(anna, report, { type: 'reply', text: 'To both.' })
    assertRefused(await put(answer.message, answer.id), 'wrong-suite')
    const long = await sealUnitMessage(anna, report, { type: 'reply', text: 'x'.repeat(9000) })
    assertRefused(await put(long.message, long.id), 'wrong-size')
    const note = await sealUnitMessage(anna, report, { type: 'note', text: 'Of the unit.' })
    assertRefused(await put(note.message, answer.id), 'bad-request')
    await assert.rejects(addNote(anna, report, 'x'.repeat(4000)), TooLong)
  })
  test('in a place that a colleague has taken meanwhile', async () => {
    const sent = await town.reports()
    const report = await opened(sent)
    await addNote(bruno, await opened(sent, bruno), 'First.')
    await assert.rejects(addNote(anna, report, 'Also first.'), { code: 'seq-taken' })
  })
})

test('a colleague reads who noted what; the person sees that notes were written, by an officer, and is given none', async () => {
  const { sent, ref } = await noted()
  const report = await opened(sent, bruno)
  assert.deepEqual(words(report), ['The same lamp as in spring.', 'Asked the office for lights.'])
  assert.deepEqual(
    report.notes.map((one) => one.by),
    [anna.officer.keyId, bruno.officer.keyId],
  )
  assert.deepEqual([report.missingNotes, report.gaps, report.messages.length], [0, 0, 1])
  const row = (await listReports(anna, { ref })).reports[0]
  assert.deepEqual([row?.messages, row?.notes], [1, 2])
  const mailbox = await readMailbox(await town.device(), sent.keys)
  if (!mailbox || 'erased' in mailbox) throw new Error('the mailbox is empty')
  const notes = mailbox.acts.filter((act) => act.action === 'report:note')
  assert.equal(notes.length, 2)
  assert.deepEqual(
    mailbox.messages.filter((one) => one.from !== 'citizen'),
    [],
  )
  const owner = await ownerOf(town)
  const { rows } = await owner.query<{ size: number }>(
    `select length(payload) as size from message where direction = 'note'`,
  )
  await owner.end()
  assert.deepEqual([...new Set(rows.map((one) => one.size))], [sealedSize(8192)], 'every note has one size')
})

test('an opening shows who opened it before, for what and on which day, and that nothing was left out', async () => {
  const sent = await town.reports()
  await opened(sent)
  const { history } = await openReport(bruno, await refOf(sent), { ...why, reason: 'continue-work' })
  assert.equal(history.chain, 'whole')
  assert.deepEqual(
    history.acts.map(({ action, by, officer, reason, day }) => [action, by, officer, reason, day]),
    [
      ['report:submit', 'citizen', undefined, undefined, todayIn(town)],
      ['report:open', 'officer', anna.officer.keyId, 'first-reading', todayIn(town)],
    ],
  )
})

describe('whoever runs the server is noticed when', () => {
  test('a note is left out, in the middle or at the end, of the list and of the answer', async () => {
    const { sent } = await noted()
    for (const { id } of (await opened(sent)).notes) {
      whenOpening(
        (released) => ({ ...released, messages: released.messages.filter((one) => one.id !== id) }),
        without(id),
      )
      assert.ok((await opened(sent)).missingNotes > 0)
    }
  })
  test('a note is shown under another report', async () => {
    const [{ sent }, other] = [await noted(), await noted()]
    let taken: Released['messages'][number] | undefined
    whenOpening((released) => {
      taken = released.messages.find((one) => one.direction === 'note')
      return released
    })
    await opened(other.sent)
    proxy.alter = undefined
    const [own] = (await opened(sent)).notes
    const swapped = taken ?? assert.fail()
    whenOpening(
      (released) => ({
        ...released,
        messages: released.messages.map((one) => (one.id === own?.id ? swapped : one)),
      }),
      (row) => ({ ...row, objects: row.objects.map((one) => (one === own?.id ? swapped.id : one)) }),
    )
    const report = await opened(sent)
    assert.deepEqual(words(report), ['thread', 'order'])
    assert.ok(report.missingNotes > 0)
  })
  test('an act is left out of the history, changed, or put on another officer', async () => {
    const { sent } = await noted()
    const changes: ((acts: Released['acts']) => Released['acts'])[] = [
      (acts) => acts.toSpliced(2, 1),
      (acts) => acts.slice(0, -1),
      (acts) => acts.with(-1, { ...(acts.at(-2) ?? assert.fail()), n: acts.length - 1 }),
      (acts) => acts.with(1, { ...(acts[1] ?? assert.fail()), request: acts[3]?.request }),
    ]
    for (const change of changes) {
      whenOpening((released) => ({ ...released, acts: change(released.acts) }))
      assert.equal((await opened(sent)).history.chain, 'broken')
    }
    whenOpening((released) => ({ ...released, acts: released.acts.slice(2) }))
    assert.equal((await opened(sent)).history.chain, 'older', 'what is not shown is said to be there')
  })
  test('an answer to the person is shown as a note, or a note as an answer', async () => {
    const { sent } = await noted()
    await answerReport(anna, await opened(sent), 'We are coming.')
    for (const [from, to] of [
      ['unit', 'note'],
      ['note', 'unit'],
    ] as const) {
      whenOpening((released) => ({
        ...released,
        messages: released.messages.map((one) =>
          one.direction === from ? { ...one, direction: to, seq: one.seq } : one,
        ),
      }))
      const { messages, notes, missingNotes, gaps } = await opened(sent)
      assert.ok(missingNotes + gaps > 0)
      const shown = [...messages, ...notes].filter((one) => !one.refused).map((one) => one.text)
      assert.equal(
        messages.some((one) => one.text.includes('lamp as in spring')),
        false,
      )
      assert.equal(
        notes.some((one) => one.text.includes('We are coming')),
        false,
      )
      assert.ok(shown.length > 0)
    }
  })
})

describe('two reports are linked', () => {
  test('in both, by notes of the size of any other; unlinked, they are apart again; the people who reported see two notes', async () => {
    const [one, other] = [await town.reports(), await town.reports()]
    const both = [await opened(one), await opened(other)] as const
    for (const on of [true, false]) {
      const [a, b] = [await opened(one), await opened(other)]
      await addNote(anna, a, '', { ref: b.ref, reference: b.reference, on })
      await addNote(anna, b, '', { ref: a.ref, reference: a.reference, on })
      const links = [linksOf(await opened(one, bruno)), linksOf(await opened(other, bruno))].map((all) =>
        all.map(({ reference }) => reference),
      )
      assert.deepEqual(links, on ? [[both[1].reference], [both[0].reference]] : [[], []])
    }
    const owner = await ownerOf(town)
    const { rows } = await owner.query<{ found: boolean }>(
      `select position($1 in convert_from(payload, 'UTF8')) > 0 as found from act_payload`,
      [both[1].ref],
    )
    await owner.end()
    assert.ok(
      rows.every((row) => !row.found),
      'no act names the other report',
    )
  })
})

describe('when an officer leaves the unit', () => {
  test('the notes are sealed anew with the report, still say who wrote them, and are erased with it', async () => {
    const { sent, ref } = await noted()
    const leaving = await opened(sent, bruno)
    const late = await sealUnitMessage(bruno, leaving, { type: 'note', text: 'Written after I left.' })
    await letOut(town, town.officers.bruno)
    const request = signRequest(bruno, { action: 'report:note', ref, objects: [late.id] })
    const tried = await send(town.origin, '/desk/note', { request, note: late.message }, { token: bruno.token })
    assertRefused(tried, 'not-signed-in')
    anna = await signIn(await connect(proxy.origin, { memory: memory(), pins: town.pins }), town.officers.anna)
    await resealReports(anna, harbour, { today: todayIn(town) })
    const report = await opened(sent)
    assert.deepEqual(words(report), ['The same lamp as in spring.', 'Asked the office for lights.'])
    assert.deepEqual([report.missingNotes, report.history.chain], [0, 'whole'])
    // A server that works with him: his old key still signs, but no act of the report names such a note.
    const { header, payload, epoch, seq } = late.message
    whenOpening(
      (released) => ({
        ...released,
        messages: [...released.messages, { direction: 'note' as const, seq, id: late.id, epoch, header, payload }],
      }),
      (row) => (row.ref === ref ? { ...row, objects: [...row.objects, late.id].sort() } : row),
    )
    assert.deepEqual(words(await opened(sent)).at(-1), 'unlogged')
    const { context } = town.app
    const found = await findByRef(context.database.query, town.pins.instance, ref)
    const service = { role: 'service' } as const
    if (found) await eraseReport(context, authorise(context, service, 'report:erase', found), found, 'end-date')
    const owner = await ownerOf(town)
    const { rows } = await owner.query('select from message where report = $1', [Buffer.from(ref, 'hex')])
    await owner.end()
    assert.equal(rows.length, 0)
  })
})
