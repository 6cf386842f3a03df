// What whoever runs the server can change about the notes and the history of a report, and that the desk notices.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import type { Released } from '../hostile/tampered.ts'
import { type NotesStage, notesStage, without, words } from '../notes-stage.ts'
import type { Sent } from '../town.ts'

let stage: NotesStage
let anna: Desk
before(async () => {
  stage = await notesStage()
  anna = stage.anna
})
after(() => stage.close())
beforeEach(() => {
  stage.proxy.alter = undefined
})
const opened = (sent: Sent, desk = anna) => stage.opened(sent, desk)

describe('whoever runs the server is noticed when', () => {
  test('a note is left out, in the middle or at the end, of the list and of the answer', async () => {
    const { sent } = await stage.noted()
    for (const { id } of (await opened(sent)).notes) {
      stage.whenOpening(
        (released) => ({ ...released, messages: released.messages.filter((one) => one.id !== id) }),
        without(id),
      )
      assert.ok((await opened(sent)).missingNotes > 0)
    }
  })
  test('a note is shown under another report', async () => {
    const [{ sent }, other] = [await stage.noted(), await stage.noted()]
    let taken: Released['messages'][number] | undefined
    stage.whenOpening((released) => {
      taken = released.messages.find((one) => one.direction === 'note')
      return released
    })
    await opened(other.sent)
    stage.proxy.alter = undefined
    const [own] = (await opened(sent)).notes
    const swapped = taken ?? assert.fail()
    stage.whenOpening(
      ({ messages, ...rest }) => ({ ...rest, messages: messages.toSpliced(1, 0, swapped) }),
      (row) => ({ ...row, objects: row.objects.map((one) => (one === own?.id ? swapped.id : one)) }),
    )
    const report = await opened(sent)
    assert.deepEqual(words(report), ['thread', 'order'])
    assert.ok(report.missingNotes > 0)
  })
  test('an act is left out of the history, changed, or put on another officer', async () => {
    const { sent } = await stage.noted()
    const changes: ((acts: Released['acts']) => Released['acts'])[] = [
      (acts) => acts.toSpliced(2, 1),
      (acts) => acts.slice(0, -1),
      (acts) => acts.with(-1, { ...(acts.at(-2) ?? assert.fail()), n: acts.length - 1 }),
      (acts) => acts.with(1, { ...(acts[1] ?? assert.fail()), request: acts[3]?.request }),
    ]
    for (const change of changes) {
      stage.whenOpening((released) => ({ ...released, acts: change(released.acts) }))
      assert.equal((await opened(sent)).history.chain, 'broken')
    }
    stage.whenOpening((released) => ({ ...released, acts: released.acts.slice(2) }))
    assert.equal((await opened(sent)).history.chain, 'older', 'what is not shown is said to be there')
  })
  test('an answer to the person is shown as a note, or a note as an answer', async () => {
    const { sent } = await stage.noted()
    await answerReport(anna, await opened(sent), 'We are coming.')
    for (const [from, to] of [
      ['unit', 'note'],
      ['note', 'unit'],
    ] as const) {
      stage.whenOpening((released) => ({
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
