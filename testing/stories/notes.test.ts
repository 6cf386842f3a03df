// Notes that officers of a unit write for one another about a report, links between reports, and what was done before: who reads them.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sealUnitMessage } from '@citycop/client/conversation/seal-unit-message.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { addNote } from '@citycop/client/reports/add-note.ts'
import { linksOf } from '@citycop/client/reports/links.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { resealReports } from '@citycop/client/reports/reseal-reports.ts'
import { TooLong } from '@citycop/client/sealing/padding.ts'
import { sealedSize } from '@citycop/protocol/contract/size-class.ts'
import { authorise } from '../../server/policy/authorise.ts'
import { eraseReport } from '../../server/reports/erase-report.ts'
import { findByRef } from '../../server/reports/store.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { harbour, letOut, todayIn } from '../lead.ts'
import { type NotesStage, notesStage, why, words } from '../notes-stage.ts'
import type { Sent, Town } from '../town.ts'

let stage: NotesStage
let town: Town
let anna: Desk
let bruno: Desk
before(async () => {
  stage = await notesStage()
  ;({ town, anna, bruno } = stage)
})
after(() => stage.close())
beforeEach(() => {
  stage.proxy.alter = undefined
})
const opened = (sent: Sent, desk = anna) => stage.opened(sent, desk)

async function noteSizes(): Promise<number[]> {
  const owner = await ownerOf(town)
  const { rows } = await owner.query<{ size: number }>(
    `select distinct length(payload) as size from message where direction = 'note'`,
  )
  await owner.end()
  return rows.map((row) => row.size)
}

describe('a note is refused', () => {
  test('from an officer of another unit', async () => {
    const { ref } = await stage.noted()
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
  const { sent, ref } = await stage.noted()
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
  assert.deepEqual(await noteSizes(), [sealedSize(8192)], 'every note has one size')
})

test('an opening shows who opened it before, for what and on which day, and that nothing was left out', async () => {
  const sent = await town.reports()
  await opened(sent)
  const { history } = await openReport(bruno, await stage.refOf(sent), { ...why, reason: 'continue-work' })
  assert.equal(history.chain, 'whole')
  assert.deepEqual(
    history.acts.map(({ action, by, officer, reason, day }) => [action, by, officer, reason, day]),
    [
      ['report:submit', 'citizen', undefined, undefined, todayIn(town)],
      ['report:open', 'officer', anna.officer.keyId, 'first-reading', todayIn(town)],
    ],
  )
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
    const { sent, ref } = await stage.noted()
    await addNote(anna, await opened(sent), 'x'.repeat(2000))
    const leaving = await opened(sent, bruno)
    const late = await sealUnitMessage(bruno, leaving, { type: 'note', text: 'Written after I left.' })
    await letOut(town, town.officers.bruno)
    const request = signRequest(bruno, { action: 'report:note', ref, objects: [late.id] })
    const tried = await send(town.origin, '/desk/note', { request, note: late.message }, { token: bruno.token })
    assertRefused(tried, 'not-signed-in')
    anna = await stage.enter('anna')
    await resealReports(anna, harbour, { today: todayIn(town) })
    const report = await opened(sent)
    assert.deepEqual(words(report), ['The same lamp as in spring.', 'Asked the office for lights.', 'x'.repeat(2000)])
    assert.deepEqual(await noteSizes(), [sealedSize(8192)], 'sealed anew, a long note is as large as a short one')
    assert.deepEqual([report.missingNotes, report.history.chain], [0, 'whole'])
    // A server that works with him: his old key still signs, but no act of the report names such a note.
    const { header, payload, epoch, seq } = late.message
    stage.whenOpening(
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
