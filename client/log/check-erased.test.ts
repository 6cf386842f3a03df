// Of an erased report one act is left to look for: the erasure itself, in the log that everybody sees, and nothing behind it.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { at, now } from '../../testing/opened-report.ts'
import { device, logWith, type PublicLog, sawInternal, serve, tell, witnesses } from '../../testing/public-log.ts'
import type { Erased, MailboxAct } from '../reports/read-mailbox.ts'
import { checkLog } from './check-log.ts'

const kinds = ['report:submit', 'report:open', 'report:erase', 'report:open']
const pageOf = (act: MailboxAct): Erased => ({
  reference: 'K7QF-2M9X',
  erased: { day: act.at, told: [], earlierActs: 2, leaf: act.leaf, act },
})

/** The report's acts stand at these places; what is checked is a page that says the third of them erased it. */
function erased(t: TestContext, leaves = [1030, 1040, 1100]) {
  t.mock.reset()
  const told = tell(leaves.map((leaf, n) => ({ kind: kinds[n] as string, at: '2026-11-23', leaf })))
  const log = logWith(told, 1324)
  const phone = device()
  sawInternal(phone, log)
  const far = serve(t, log, log.note(1304, at))
  const act = told.acts[2]?.act as MailboxAct
  const check = async (shown = act) => (await checkLog(phone, told.keys, pageOf(shown), { now })).check
  return { told, log, phone, far, act, check }
}

test('an erasure that does not stand where it was said to, or says something else there, is a contradiction', async (t) => {
  const { check, act } = erased(t)
  for (const shown of [
    { ...act, leaf: 1101 },
    { ...act, opening: 'A'.repeat(43).concat('=') },
  ]) {
    const found = await check(shown)
    assert.deepEqual([found.state, found.why, found.confirmed], ['contradiction', 'moved', 0])
  }
})

test('an act on an erased report after its erasure is a contradiction', async (t) => {
  const found = await erased(t, [1030, 1040, 1100, 1200]).check()
  assert.deepEqual([found.state, found.why, found.index], ['contradiction', 'withheld', 1200])
})

test('a log that is not the one this device saw before is one for an erased report too', async (t) => {
  const { check, far, log, phone } = erased(t)
  assert.equal((await check()).state, 'confirmed')
  const fork: PublicLog = log.fork(750)
  Object.assign(far, { log: fork, note: fork.note(1304, at), internal: fork })
  assert.deepEqual([(await check()).why, phone.seen().contradiction?.second], ['fork', far.note])
})

test('an erasure that is not published yet, or not by enough witnesses, waits', async (t) => {
  const { check, far, log } = erased(t)
  far.note = log.note(1096, at)
  assert.deepEqual([(await check()).why, (await check()).confirmed], ['newer', 0])
  far.note = log.note(1304, at, witnesses.slice(1))
  assert.equal((await check()).why, 'quorum')
})

test('an erasure in the log that everybody sees, and nothing behind it: confirmed', async (t) => {
  const { state, acts, confirmed, scanned, witnesses: by } = await erased(t).check()
  assert.deepEqual([state, acts, confirmed, scanned, by.length], ['confirmed', 1, 1, 204, 3])
})
