// A city that acts under rules, or through a program, that nobody could read in the log at the time.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { toHex } from '@citycop/protocol/contract/bytes.ts'
import type { ActPayload } from '@citycop/protocol/log/entry.ts'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { now } from '../../testing/opened-report.ts'
import { device, logWith, type Meddle, pageOf, sawInternal, serve, tell } from '../../testing/public-log.ts'
import { checkLog } from './check-log.ts'

const words = new TextEncoder()
const policy = (number: number) =>
  publicEntry('policy', { v: 1, number, text: '{}', sha256: toHex(sha256(words.encode('{}'))), approvals: [] })
const build = publicEntry('build', {
  v: 1,
  name: 'desk',
  version: '0.1.0',
  commit: 'cd'.repeat(20),
  manifest_sha256: 'ab'.repeat(32),
  sri: [],
  sw_scope: '/',
  not_before: '2026-11-20T11:00Z',
})

/** An opening at 1000, of a report sent at 700: what the phone says of the law it names. Version 2 stands at 30 and 800, a build at 40. */
async function check(t: TestContext, law: Partial<ActPayload>, meddle?: Meddle) {
  t.mock.reset()
  const told = tell([
    { kind: 'report:submit', at: '2026-11-22', leaf: 700 },
    { kind: 'report:open', at: '2026-11-23T10:48Z', leaf: 1000, law },
  ])
  const log = logWith(told, 1324)
  for (const index of [30, 800]) log.entries[index] = policy(2)
  log.entries[1100] = policy(3)
  log.entries[40] = build
  const phone = device()
  sawInternal(phone, log)
  const far = serve(t, log, log.note(1304, '2026-11-23T12:00Z'))
  if (meddle) far.meddle = meddle
  const { check } = await checkLog(phone, told.keys, pageOf(told.acts.map(({ act }) => act)), { now })
  return { why: check.why ?? check.state, index: check.index, asked: far.asked }
}

for (const [what, law] of [
  ['names no place', { policy: 2 }],
  ['stands only behind the act', { policy: 3, policyIndex: 1100 }],
  ['is another version', { policy: 3, policyIndex: 30 }],
  ['is somebody’s sealed entry, long ago', { policy: 2, policyIndex: 31 }],
  ['is somebody’s sealed entry, among those scanned', { policy: 2, policyIndex: 801 }],
  ['is a build', { policy: 2, policyIndex: 40 }],
] as const)
  test(`a policy that ${what} is a contradiction`, async (t) => {
    const { why, index } = await check(t, law)
    assert.deepEqual([why, index], ['law', 1000])
  })

test('a build that is none is a contradiction', async (t) => {
  const { why, index } = await check(t, { policy: 2, policyIndex: 30, buildIndex: 30 })
  assert.deepEqual([why, index], ['law', 1000])
})

test('an old entry that was changed on its way is not believed', async (t) => {
  const swap: Meddle = (path, file) => {
    if (path !== 'tile/entries/000' || !file) return file
    const changed = Uint8Array.from(file)
    changed[30 * 66 + 20] = (changed[30 * 66 + 20] as number) ^ 1
    return changed
  }
  const { why } = await check(t, { policy: 2, policyIndex: 30 }, swap)
  assert.equal(why, 'entries')
})

test('a policy and a build that stand before the act, long ago or since the report, are no contradiction', async (t) => {
  const old = await check(t, { policy: 2, policyIndex: 30, buildIndex: 40 })
  assert.equal(old.why, 'confirmed')
  assert.deepEqual(
    old.asked.filter((path) => path === 'tile/entries/000'),
    ['tile/entries/000'],
    'both lie in one bundle, which is fetched once',
  )
  assert.equal((await check(t, { policy: 2, policyIndex: 800 })).why, 'confirmed')
})
