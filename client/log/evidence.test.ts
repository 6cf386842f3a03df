import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { inclusionProof } from '@citycop/protocol/log/proofs.ts'
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'
import {
  device,
  logWith,
  pageOf,
  sawInternal,
  serve,
  tell,
  witnesses,
  witnessPolicy,
} from '../../testing/public-log.ts'
import { checkLog } from './check-log.ts'
import { type Evidence, evidenceFile, makeEvidence } from './evidence.ts'
import { verifyEvidence } from './verify-evidence.ts'

const at = '2026-11-23T12:00Z'
const now = new Date('2026-11-23T12:04:00Z')
const policy = parsePolicy(witnessPolicy)

/** A file about acts at these places in a log of this size. */
async function save(t: TestContext, leaves: readonly number[], size: number, by = witnesses) {
  t.mock.reset()
  const told = tell(
    leaves.map((leaf, n) => ({ kind: n === 0 ? 'report:submit' : 'report:open', at: '2026-11-23', leaf })),
  )
  const log = logWith(told, size + 8)
  const phone = device(by.length > 0 ? {} : ({ witnessPolicy: undefined } as object))
  sawInternal(phone, log)
  serve(t, log, log.note(size, at, by))
  const checked = await checkLog(phone, told.keys, pageOf(told.acts.map(({ act }) => act)), { now })
  return { log, told, file: makeEvidence(phone, told.keys, checked, now) }
}
const change = (file: Evidence, n: number, act: Partial<Evidence['acts'][number]>): Evidence => ({
  ...file,
  acts: file.acts.map((one, i) => (i === n ? { ...one, ...act } : one)),
})

test('a changed act does not hold, and the check that fails is named', async (t) => {
  const { file } = await save(t, [300, 310, 640], 1000)
  const other = (await save(t, [300, 310, 640], 1000)).file
  const [, act] = file.acts as [unknown, Evidence['acts'][number]]
  const said = Buffer.from(act.payload, 'base64').toString()
  const rewritten = toBase64(bytes(said.replace('2026-11-23', '2026-11-24')))
  const cases: [string, 'log' | 'content' | 'chain', Partial<Evidence['acts'][number]>][] = [
    ['another time', 'log', { payload: rewritten }],
    ['another place', 'log', { index: 311 }],
    ['another tag', 'log', { tag: other.acts[1]?.tag as string }],
    ['another opening', 'log', { opening: other.acts[1]?.opening as string }],
    ['another city’s proof', 'log', { proof: other.acts[1]?.proof }],
    ['another kind', 'content', { action: 'report:close' }],
    ['another number', 'content', { n: 2 }],
    ['another payload', 'chain', { payload: other.acts[1]?.payload as string }],
  ]
  for (const [name, check, changed] of cases) {
    const verified = verifyEvidence(change(file, 1, changed), policy)
    assert.deepEqual([verified.good, verified.acts[1]?.holds[check]], [false, false], name)
  }
  const cut = verifyEvidence({ ...file, acts: [...file.acts.slice(0, 1), ...file.acts.slice(2)] }, policy)
  assert.equal(cut.good, false) // an act left out is missed by the next
})

test('without the reader’s own quorum no act holds, whatever policy the file brings', async (t) => {
  const { file } = await save(t, [300], 1000, [])
  assert.deepEqual([file.policy.endsWith('quorum none\n'), verifyEvidence(file, policy).good], [true, false])
  assert.equal(verifyEvidence(file, parsePolicy(file.policy)).good, true)
})

test('an act that is in no published checkpoint is said to be in none', async (t) => {
  const { file } = await save(t, [300, 1002], 1000)
  const { good, acts } = verifyEvidence(file, policy)
  assert.deepEqual([good, acts.map(({ unpublished }) => unpublished)], [false, [false, true]])
})

test('evidence of a page whose log was not looked through carries the proofs that came with it, by the log alone', async (t) => {
  const { log, told } = await save(t, [300, 1002], 1000)
  const internal = log.checkpoint(1008)
  const shown = pageOf(
    told.acts.map(({ act }) => {
      const hashes = inclusionProof(log.nodeAt, act.leaf, 1008)
      return { ...act, proof: spellProof(act.leaf, hashes, internal) }
    }),
  )
  const phone = device()
  const file = makeEvidence(phone, told.keys, { mailbox: shown }, now)
  const { good, acts } = verifyEvidence(file, policy)
  assert.equal(good, false) // nobody outside the city vouches for it
  for (const { alone, unpublished, holds } of acts)
    assert.deepEqual([alone, unpublished, holds], [true, false, { log: false, content: true, chain: true }])
  const elsewhere = verifyEvidence(change(file, 0, { proof: file.acts[1]?.proof }), policy)
  assert.deepEqual([elsewhere.acts[0]?.alone, elsewhere.acts[1]?.alone], [false, true])

  t.mock.reset()
  const far = serve(t, log, log.note(1000, at))
  far.meddle = (path, bytes) => (path.startsWith('tile/entries') ? undefined : bytes)
  sawInternal(phone, log)
  const withheld = await checkLog(phone, told.keys, shown, { now })
  assert.deepEqual([withheld.check.why, withheld.check.unscanned], ['unavailable', true])
  assert.ok(verifyEvidence(makeEvidence(phone, told.keys, withheld, now), policy).acts.every(({ alone }) => alone))
  far.meddle = (_path, bytes) => bytes
  const looked = makeEvidence(phone, told.keys, await checkLog(phone, told.keys, shown, { now }), now)
  const verified = verifyEvidence(looked, policy).acts
  assert.deepEqual(
    verified.map(({ alone }) => alone),
    [false, true],
  ) // the second is in no published state yet
})

test('two notes of one size and two roots prove a fork; others are only signed, or not even that', async (t) => {
  const { file, log } = await save(t, [300], 1000)
  const notes = (first: string, second: string) => ({
    ...file,
    contradiction: { first, second, at: now.toISOString() },
  })
  const fork = log.fork(500)
  const weigh = (first: string, second: string) => verifyEvidence(notes(first, second), policy).contradiction
  assert.equal(weigh(log.note(1000, at), fork.note(1000, at)), 'proven')
  assert.equal(weigh(log.note(900, at), fork.note(1000, at)), 'signed')
  assert.equal(weigh(log.note(1000, at), log.note(1000, at)), 'signed')
  assert.equal(weigh(log.note(1000, at), fork.note(1000, at).replace('\n1000\n', '\n1001\n')), 'unsigned')
})

test('evidence holds offline, by a proof from every place of trees of many sizes', async (t) => {
  const placed: [number[], number][] = [
    [[0, 1, 255, 256, 511], 512],
    [[0], 1],
    [[7, 255], 256],
    [[260, 300, 600, 999], 1000],
    [[770, 1023, 1024, 2303], 2304],
    [[3000, 3001, 4999], 5001],
    [[66_000, 66_100], 66_817],
  ]
  for (const [leaves, size] of placed) {
    const { file } = await save(t, leaves, size)
    const kept = parsePayload(evidenceFile, bytes(JSON.stringify(file)))
    assert.ok(kept)
    const { good, acts } = verifyEvidence(kept, policy)
    assert.equal(good, true, `${leaves} of ${size}`)
    assert.deepEqual(acts[0]?.witnesses, ['watchdog', 'peer-1', 'peer-2'])
  }
})
