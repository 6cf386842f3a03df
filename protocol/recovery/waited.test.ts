// The wait of a recovery, as a custodian's device tells it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isCutShort, notWaited } from './waited.ts'

const asked = { at: '2026-06-01T09:59Z', until: '2026-06-02T10:00Z', demo: false }
const over = new Date('2026-06-02T10:01:00Z')
const posix = (at: string) => Date.parse(at) / 1000

describe('a recovery was not waited for', () => {
  test('while the witnesses’ last word is from before the end, whatever this device’s clock says', () => {
    assert.equal(notWaited({ ...asked, witnessed: posix('2026-06-02T09:59:59Z'), now: over }), 'waiting')
  })
  test('while this device’s clock is before the end, whatever the witnesses say', () => {
    const now = new Date('2026-06-02T09:59:59Z')
    assert.equal(notWaited({ ...asked, witnessed: posix('2026-06-02T10:05:00Z'), now }), 'waiting')
    assert.equal(notWaited({ ...asked, witnessed: undefined, now }), 'waiting')
  })
  test('when the server wrote an end into the entry that comes less than a day after the custodians signed', () => {
    const until = '2026-06-01T10:00Z'
    assert.equal(notWaited({ ...asked, until, witnessed: posix(over.toISOString()), now: over }), 'cut-short')
    assert.equal(isCutShort(new Date('2026-06-01T10:00Z'), '2026-06-02T09:49Z', { demo: false }), true)
  })
})

test('a recovery was waited for when witnesses and this device both say so', () => {
  assert.equal(notWaited({ ...asked, witnessed: posix('2026-06-02T10:00:00Z'), now: over }), undefined)
  assert.equal(isCutShort(new Date('2026-06-01T10:00Z'), '2026-06-02T09:50Z', { demo: false }), false)
})

test('where a city has no witnesses, nobody but the server and this device’s clock tells the time', () => {
  assert.equal(notWaited({ ...asked, witnessed: undefined, now: over }), undefined)
})
