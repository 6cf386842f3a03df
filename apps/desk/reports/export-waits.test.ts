import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportWaits } from './export-waits.ts'

const today = '2026-11-23'
const word = (mine: boolean, until = '2026-11-29') => ({ officer: '0'.repeat(16), mine, until })

test('nothing waits without a word, nor on one that has run out', () => {
  assert.equal(exportWaits({}, true, today), undefined)
  assert.equal(exportWaits({ exportAgreed: [word(false, '2026-11-22')] }, true, today), undefined)
})

test('whoever agreed alone waits for a colleague, and so does whoever may not agree', () => {
  const own = { exportAgreed: [word(true)] }
  assert.deepEqual(exportWaits(own, true, today), { whom: 'colleague', until: '2026-11-29' })
  assert.equal(exportWaits({ exportAgreed: [word(false)] }, false, today)?.whom, 'colleague')
})

test('a colleague’s word waits for whoever may agree, also beside the own', () => {
  assert.deepEqual(exportWaits({ exportAgreed: [word(false)] }, true, today), { whom: 'me', until: '2026-11-29' })
  const both = { exportAgreed: [word(true, '2026-11-24'), word(false)] }
  assert.deepEqual(exportWaits(both, true, today), { whom: 'me', until: '2026-11-29' })
})
