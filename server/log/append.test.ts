// What an outsider sees of an act: 64 bytes that tell nothing apart.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { sealedEntry } from '@citycop/protocol/log/entry.ts'
import { prepareAct } from './append.ts'

const count = 10_000
const report = { ref: randomBytes(16), logRef: randomBytes(16), tagKey: randomBytes(32), noticeKey: randomBytes(32) }
const act = (acts: number) =>
  prepareAct(
    { ...report, acts, lastLeaf: null },
    {
      kind: 'report:open',
      time: '2026-11-23T20:00Z',
      actor: { role: 'officer', unit: 'harbour-team', pseudonym: '0123456789abcdef' },
      purpose: 'handle_concern',
      reason: 'first-reading',
      objects: [],
      policy: 1,
    },
  ).entry

test('two acts on one report by one officer in one minute look like strangers', (t) => {
  let equal = 0
  for (let n = 0; n < count; n++) {
    const [one, other] = [act(2 * n), act(2 * n + 1)]
    for (let i = 8; i < 64; i++) if (one[i] === other[i]) equal++
  }
  const trials = count * 56
  const [mean, deviation] = [trials / 256, Math.sqrt((trials / 256) * (255 / 256))]
  t.diagnostic(`${equal} equal bytes of ${trials}; by chance ${mean.toFixed(0)} ± ${deviation.toFixed(0)}`)
  assert.ok(Math.abs(equal - mean) < 5 * deviation)
})

test('acts and dummies are 64 bytes with one head, and each byte after it takes every value as often', (t) => {
  const entries = Array.from({ length: 2 * count }, (_, n) =>
    n % 2 === 0 ? act(n) : sealedEntry(randomBytes(24), randomBytes(32)),
  )
  assert.deepEqual(
    [...new Set(entries.map((entry) => `${entry.length} ${Buffer.from(entry.subarray(0, 8)).toString('hex')}`))],
    ['64 4343500101000000'],
  )
  for (const [name, half] of [
    ['acts', 0],
    ['dummies', 1],
  ] as const) {
    const counts = new Uint32Array(256)
    for (let n = half; n < entries.length; n += 2)
      for (const byte of entries[n]?.subarray(8) ?? []) counts[byte] = (counts[byte] ?? 0) + 1
    const expected = (count * 56) / 256
    const chi = counts.reduce((sum, one) => sum + (one - expected) ** 2 / expected, 0)
    t.diagnostic(`${name}: chi-squared ${chi.toFixed(0)}, of 255 degrees`)
    assert.ok(Math.abs(chi - 255) < 5 * Math.sqrt(2 * 255))
  }
})
