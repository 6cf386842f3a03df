import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WatchedLog } from '@citycop/protocol/watchdog/status.ts'
import { stateOf, titleOf } from './log-state.ts'
import { sayAgo } from './say-time.ts'

const now = 1_800_000_000
const held = { newest: now - 60, at: now - 60, strange: [] } as unknown as NonNullable<WatchedLog['held']>
const log = { held, problem: null, contradictions: [] } as unknown as WatchedLog
const problem = (kind: 'fork' | 'unreachable') => ({ kind, since: now, detail: '' })

test('what is worst is said first, and only what has nothing wrong with it fits', () => {
  const contradictions = [{}] as unknown as WatchedLog['contradictions']
  const strange = { ...held, strange: [{ index: 1, why: '' }] }
  assert.equal(stateOf({ ...log, contradictions, held: strange }, now), 'contradiction')
  assert.equal(stateOf({ ...log, problem: problem('fork') }, now), 'contradiction')
  assert.equal(stateOf({ ...log, held: strange, problem: problem('unreachable') }, now), 'strange')
  assert.equal(stateOf({ ...log, problem: problem('unreachable') }, now), 'problem')
  assert.equal(stateOf({ ...log, held: null }, now), 'new')
  assert.equal(stateOf(log, now + 86_400), 'stale')
  assert.equal(stateOf(log, now), 'good')
})

test('a log is called by its city, and by its own name when that is of another kind', () => {
  assert.equal(titleOf('citycop.porto-lume/log/1'), 'Porto Lume')
  for (const origin of ['log.example/2', 'citycop.x/log/one', 'citycop.<b>/log/1'])
    assert.equal(titleOf(origin), origin)
})

test('how long ago is said as the language says it', () => {
  assert.deepEqual(
    [-5, 0, 59, 60, 7199, 172_800].map((seconds) => sayAgo(seconds, 'en')),
    ['now', 'now', '59 seconds ago', '1 minute ago', '1 hour ago', '2 days ago'],
  )
  assert.equal(sayAgo(120, 'it'), '2 minuti fa')
})
