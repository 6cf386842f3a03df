import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clocksOf, overdue } from './clocks.ts'
import { mailboxId, reference } from './mailbox.ts'
import { next, type Status, statuses, type Transition, transitions } from './workflow.ts'

const all = Object.keys(transitions) as Transition[]

test('nothing leaves the erased state, and a withdrawn report is only undone, held, sealed anew, asked for by a court or erased', () => {
  assert.deepEqual(
    all.filter((act) => next('erased', act, 'taken')),
    [],
  )
  assert.deepEqual(
    all.filter((act) => next('withdrawn', act, 'taken')),
    [
      'report:undo-withdrawal',
      'report:hold',
      'report:release-hold',
      'report:reseal',
      'report:agree-export',
      'report:erase',
    ],
  )
})

test('a closed report is only noted, written to, contested, filed, reviewed, held, sealed anew, asked for by a court, withdrawn or erased', () => {
  assert.deepEqual(
    all.filter((act) => next('closed', act)),
    [
      'report:note',
      'message:send',
      'report:contest',
      'report:withdraw',
      'report:triage',
      'report:review',
      'report:hold',
      'report:release-hold',
      'report:erase-files',
      'report:reseal',
      'report:agree-export',
      'report:erase',
    ],
  )
})

test('undoing a withdrawal leads back to where the report stood', () => {
  for (const before of ['received', 'taken', 'waiting', 'contested', 'closed'] as const)
    assert.equal(next('withdrawn', 'report:undo-withdrawal', before), before)
})

test('every state can be reached, and every state but the last can be left', () => {
  const reached = new Set<Status>(['received'])
  for (let i = 0; i < statuses.length; i++)
    for (const status of [...reached]) for (const act of all) reached.add(next(status, act, 'received') ?? status)
  assert.deepEqual([...reached].sort(), [...statuses].sort())
  for (const status of statuses.filter((one) => one !== 'erased'))
    assert.ok(all.some((act) => next(status, act, 'received')))
})

test('a report is late from the day after its clock, and an answer stops both clocks', () => {
  const policy = { acknowledgeDays: 3, answerDays: 10 }
  const open = clocksOf('2026-02-26', policy, null, null)
  assert.deepEqual([open.acknowledgeBy, open.answerBy], ['2026-03-01', '2026-03-08'])
  assert.deepEqual(
    ['2026-03-01', '2026-03-02', '2026-03-09'].map((day) => overdue(open, day)),
    [undefined, 'acknowledge', 'answer'],
  )
  assert.equal(overdue(clocksOf('2026-02-26', policy, '2026-02-27', null), '2026-03-05'), undefined)
  assert.equal(overdue(clocksOf('2026-02-26', policy, '2026-02-27', '2026-02-28'), '2027-01-01'), undefined)
})

test('a mailbox and its reference follow from the key alone', () => {
  const mailbox = mailboxId(new Uint8Array(32))
  assert.match(mailbox, /^[0-9a-f]{32}$/)
  assert.match(reference(mailbox), /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  assert.equal(reference(mailbox), reference(mailboxId(new Uint8Array(32))))
})
