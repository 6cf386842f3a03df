import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recoveryIn } from './recovery-in.ts'

const sha256 = 'ab'.repeat(32)
const approvals = ['1', '2', '3'].map((one) => ({ keyid: one.repeat(16), sig: '' }))

test('a watchdog shows who asks for which keys and until when it can be stopped, and what became of it', () => {
  const asked = {
    v: 1 as const,
    what: 'recovery-requested' as const,
    unit: 'harbour-team',
    epochs: [3],
    until: '2026-11-30T10:00Z',
  }
  assert.deepEqual(recoveryIn({ ...asked, sha256, approvals }, 9), {
    index: 9,
    what: 'requested',
    unit: 'harbour-team',
    epochs: [3],
    until: '2026-11-30T10:00Z',
    sha256,
  })
  const over = (what: 'recovery-objected' | 'recovery-done') => recoveryIn({ v: 1, what, unit: 'a', sha256 }, 1)?.what
  assert.deepEqual([over('recovery-objected'), over('recovery-done')], ['objected', 'done'])
  assert.equal(recoveryIn({ v: 1, what: 'epoch-destroyed', certNo: 1 }, 2), undefined)
})
