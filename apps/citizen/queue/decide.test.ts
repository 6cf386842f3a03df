import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Unexpected, Unreachable } from '@citycop/client/api/call.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import type { Receipt } from '@citycop/client/log/verify-receipt.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { leaveBy } from '@citycop/protocol/keys/epochs.ts'
import { mayWait } from '../reports/send-failure.ts'
import { endedBy, endedWith, standingOf } from './decide.ts'

const note = { id: 'ab'.repeat(32), leaveBy: '2026-12-07' }

test('a report that waits is given up for no answer that may be another one tomorrow', () => {
  for (const thrown of [
    new Unreachable('no network'),
    new Unexpected('a hotel’s sign-in page'),
    new Problem('unavailable'),
    new Problem('storage-full'),
    new Problem('not-logged'),
    new Problem('broken'),
    new Problem('blob-unknown'),
    new Problem('work-missing'),
    new Problem('not-open'),
    new Error('a mistake of ours'),
  ])
    assert.equal(endedBy(thrown), undefined, String(thrown))
})
test('what was changed on the phone, and a receipt that does not hold, end the waiting', () => {
  assert.deepEqual(endedBy(new Problem('bad-signature')), { refused: 'bad-signature' })
  assert.deepEqual(endedBy(new Distrusted('log')), { refused: 'untrusted' })
  assert.deepEqual(standingOf({ ...note, ended: { refused: 'bad-signature' } }, undefined, '2026-12-01'), {
    is: 'refused',
    why: 'bad-signature',
  })
})
test('a week after the key’s end it is too late, whether the city says so or the calendar', () => {
  assert.equal(leaveBy('2026-11-30'), '2026-12-07')
  assert.deepEqual(standingOf(note, undefined, '2026-12-07'), { is: 'waiting', leaveBy: '2026-12-07' })
  assert.deepEqual(standingOf(note, undefined, '2026-12-08'), { is: 'too-late' })
  for (const refused of ['epoch-expired', 'policy-changed'] as const)
    assert.deepEqual(standingOf({ ...note, ended: { refused } }, undefined, '2026-12-01'), { is: 'too-late' })
})
test('an earlier version under the same words is no loss, and said to have arrived', () => {
  for (const refused of ['seq-taken', 'state-changed'] as const)
    assert.deepEqual(standingOf({ ...note, ended: { refused } }, undefined, '2026-12-01'), { is: 'arrived-before' })
})
test('while it is sent the parts are counted; once it is sent the day and the number are said', () => {
  assert.deepEqual(standingOf(note, { part: 2, of: 5 }, '2026-12-01'), { is: 'sending', part: 2, of: 5 })
  const ended = endedWith({ reference: 'K7QF-2M9X', day: '2026-12-01', index: 4 } as Receipt)
  const standing = standingOf({ ...note, ended }, { part: 5, of: 5 }, '2026-12-09')
  assert.equal(standing.is === 'sent' && standing.reference, 'K7QF-2M9X')
})
test('nobody is offered to keep what will be refused again', () => {
  assert.equal(mayWait({ kind: 'unreachable' }), true)
  assert.equal(mayWait({ kind: 'refused', code: 'storage-full' }), true)
  for (const failure of [{ kind: 'untrusted' }, { kind: 'too-long' }, { kind: 'broken' }] as const)
    assert.equal(mayWait(failure), false)
  assert.equal(mayWait({ kind: 'refused', code: 'wrong-unit' }), false)
})
