// A report with something wrong in it is refused with one clear code, and the city's database holds what it held before.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { type SealedReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, concat, text } from '@citycop/protocol/contract/bytes.ts'
import type { ProblemCode } from '@citycop/protocol/contract/problem.ts'
import { submitReport as route, type Submission } from '@citycop/protocol/reports/contract.ts'
import type pg from 'pg'
import { daysAhead } from '../days-ahead.ts'
import { assertRefused, codeOf, isNamed, send } from '../hostile/request.ts'
import { type Counts, ownerOf, rowCounts } from '../hostile/row-counts.ts'
import { freshKeys, sealed, sealedFollowUp, signedAnew } from '../hostile/sealed.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
let device: Instance
let owner: pg.Client
let good: SealedReport
let counts: Counts
let days = 0
const met = new Set<ProblemCode>()

before(async () => {
  town = await createTown({ now: () => daysAhead(days) })
  device = await town.device()
  owner = await ownerOf(town)
  good = await sealed(device)
  counts = await rowCounts(owner)
})
after(async () => {
  await owner.end()
  await town.close()
})

async function refuses(code: ProblemCode, content: unknown): Promise<void> {
  const answer = await send(town.origin, '/submit', content)
  assertRefused(answer, code, content)
  met.add(code)
  assert.deepEqual(await rowCounts(owner), counts)
}
const changed = (change: Partial<Record<keyof Submission, unknown>>): Submission =>
  signedAnew('report:submit', { ...good.request, ...change } as Submission, good.keys)
const headerWith = (...stanzas: string[]): string =>
  toBase64(bytes(`age-encryption.org/v1\n${stanzas.join('')}--- ${'A'.repeat(43)}\n`))
const classic = `-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`
const hybrid = `-> mlkem768x25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`

describe('a report is refused', () => {
  const wrong: Record<string, [ProblemCode, () => unknown]> = {
    'for another city': ['wrong-instance', () => changed({ instance: 'othertown' })],
    'for a unit that nobody certified': ['epoch-expired', () => changed({ unit: 'night-watch' })],
    'for a unit that does not serve its group': ['wrong-unit', () => changed({ unit: 'home-safety' })],
    'of a group that its unit does not serve': ['wrong-unit', () => changed({ group: 'protected' })],
    'of a group that does not exist': ['bad-request', () => changed({ group: 'gossip' })],
    'under an epoch that was never certified': ['epoch-expired', () => changed({ epoch: 2 })],
    'under an epoch beyond every number the database knows': ['epoch-expired', () => changed({ epoch: 2 ** 53 - 1 })],
    'under half an epoch': ['bad-request', () => ({ ...good.request, epoch: 1.5 })],
    'that says it is of the other suite': ['wrong-suite', () => changed({ suite: 'pq' })],
    'whose header is of the other suite': ['wrong-suite', () => changed({ header: headerWith(hybrid) })],
    'whose header mixes both suites': ['wrong-suite', () => changed({ header: headerWith(classic, hybrid) })],
    'that is sealed to a second person': ['wrong-suite', () => changed({ header: headerWith(classic, classic) })],
    'whose header has no recipient': ['wrong-suite', () => changed({ header: headerWith() })],
    'whose header is empty': ['wrong-suite', () => changed({ header: '' })],
    'whose header lacks its last byte': ['wrong-suite', () => changed({ header: cut(good.request.header) })],
    'whose header runs on into the payload': ['wrong-suite', () => changed({ header: longer(good.request.header) })],
    'whose payload lacks its last byte': ['wrong-size', () => changed({ payload: cut(good.request.payload) })],
    'whose payload is a byte too long': ['wrong-size', () => changed({ payload: longer(good.request.payload) })],
    'whose payload is empty': ['wrong-size', () => changed({ payload: '' })],
    'whose payload is larger than every class': [
      'bad-request',
      () => changed({ payload: toBase64(new Uint8Array(524_433)) }),
    ],
    'under another policy': ['policy-changed', () => changed({ policyVersion: 2 })],
    'of another version of this protocol': ['bad-request', () => ({ ...good.request, v: 2 })],
    'signed by another key': ['bad-signature', () => ({ ...good.request, sig: toBase64(new Uint8Array(64)) })],
    'whose signature is for a follow-up': ['bad-signature', () => signedAnew('message:send', good.request, good.keys)],
    'whose notice key was changed on the way': [
      'bad-signature',
      () => ({ ...good.request, noticeKey: toBase64(new Uint8Array(32)) }),
    ],
    'whose audit capsule was changed on the way': ['bad-signature', () => ({ ...good.request, auditCapsule: 'AAAA' })],
    'whose mailbox key is a point of small order': [
      'bad-signature',
      () => changed({ mailboxPk: toBase64(Uint8Array.of(1, ...new Uint8Array(31))) }),
    ],
    'whose mailbox key is no point at all': ['bad-signature', () => changed({ mailboxPk: toBase64(noPoint) })],
    'whose base64 has spare bits set': ['bad-request', () => ({ ...good.request, sig: `${'A'.repeat(85)}B==` })],
    'in which a field is missing': ['bad-request', () => ({ ...good.request, tagKey: undefined })],
    'in which a field is added': ['bad-request', () => ({ ...good.request, note: 'please hurry' })],
    'in which a field is of another kind': ['bad-request', () => ({ ...good.request, blobs: 'none of them' })],
    'with thirty-one attachments': [
      'bad-request',
      () => changed({ blobs: Array.from({ length: 31 }, () => ({ id: '00'.repeat(16), header: '', size: 0 })) }),
    ],
  }
  for (const [what, [code, make]] of Object.entries(wrong)) test(what, () => refuses(code, make()))
})

const cut = (spelt: string): string => toBase64(fromBase64(spelt).subarray(0, -1))
const longer = (spelt: string): string => toBase64(concat(fromBase64(spelt), Uint8Array.of(0)))
const noPoint = Uint8Array.of(2, ...new Uint8Array(31))

test('the order of the fields means nothing: the report is accepted, and sent again it gets the same receipt', async () => {
  const report = await sealed(device)
  const turned = Object.fromEntries(Object.entries(report.request).reverse())
  const first = await send(town.origin, '/submit', turned)
  assert.equal(first.status, 200, first.text)
  counts = await rowCounts(owner)
  const second = await send(town.origin, '/submit', report.request)
  assert.equal(second.status, 200, second.text)
  assert.deepEqual(JSON.parse(second.text).receipt, JSON.parse(first.text).receipt)
  assert.deepEqual(await rowCounts(owner), counts)
})

test('the same report sent eight times at once is one report, and every sender gets its receipt', async () => {
  for (let round = 0; round < 5; round++) {
    const { request } = await sealed(device)
    const before = (await rowCounts(owner)).report ?? 0
    const answers = await Promise.race([
      Promise.all(Array.from({ length: 8 }, () => send(town.origin, '/submit', request))),
      new Promise<never>((_, reject) => setTimeout(reject, 15_000, new Error('a sender never got an answer')).unref()),
    ])
    const receipts = new Set(
      answers.map(({ status, text }) => (status === 200 ? JSON.parse(text).receipt.payload : text)),
    )
    assert.equal(receipts.size, 1, [...receipts].join('\n'))
    assert.equal((await rowCounts(owner)).report, before + 1)
  }
  counts = await rowCounts(owner)
})

test('reports that arrive at one moment stand or fall each for itself', async () => {
  const erased = await sealed(device)
  await submitReport(device, erased)
  await withdrawReport(device, erased.keys)
  const taken = await sealed(device)
  await submitReport(device, taken)
  const sameWords = await Promise.all([1, 2, 3].map(() => sealed(device, {}, taken.keys)))
  const gone = await Promise.all([1, 2, 3].map(() => sealed(device, {}, erased.keys)))
  const fresh = await Promise.all(Array.from({ length: 12 }, () => sealed(device)))
  const both = await freshKeys(device)
  const twins = await Promise.all([1, 2].map(() => sealed(device, {}, both)))
  counts = await rowCounts(owner)
  const at = (reports: readonly SealedReport[]) =>
    Promise.all(reports.map(async ({ request }) => codeOf(await send(town.origin, '/submit', request)) ?? 'accepted'))
  const [one, two, three, four, five] = await Promise.all([at(fresh), at(sameWords), at(gone), at(twins), at([taken])])
  assert.deepEqual(
    [new Set(one), new Set(two), new Set(three)],
    [new Set(['accepted']), new Set(['seq-taken']), new Set(['state-changed'])],
  )
  assert.deepEqual([four.sort(), five], [['accepted', 'seq-taken'], ['accepted']])
  const now = await rowCounts(owner)
  for (const table of ['report', 'message', 'header', 'notice', 'log_act', 'act_payload'])
    assert.equal(now[table], (counts[table] ?? 0) + 13, table)
  counts = now
})

test('words that already belong to a report take no second one', async () => {
  const first = await sealed(device)
  await submitReport(device, first)
  counts = await rowCounts(owner)
  await refuses('seq-taken', (await sealed(device, { what: 'Another lamp.' }, first.keys)).request)
})

test('a follow-up out of its turn, of another thread, or sent to another unit is refused', async () => {
  const report = await sealed(device)
  await submitReport(device, report)
  counts = await rowCounts(owner)
  const attempt = async (code: ProblemCode, content: unknown) => {
    assertRefused(await send(town.origin, '/message', content), code, content)
    assert.deepEqual(await rowCounts(owner), counts)
  }
  const next = await sealedFollowUp(device, report.keys, 1)
  await attempt('seq-taken', signedAnew('message:send', { ...next.request, seq: 0 }, report.keys))
  await attempt('seq-taken', signedAnew('message:send', { ...next.request, seq: 2 }, report.keys))
  await attempt('seq-taken', signedAnew('message:send', { ...next.request, seq: 2 ** 40 }, report.keys))
  await attempt('wrong-unit', signedAnew('message:send', { ...next.request, unit: 'home-safety' }, report.keys))
  await attempt('not-found', (await sealedFollowUp(device, good.keys, 1)).request)
  const contested = signedAnew('report:contest', next.request, report.keys)
  assertRefused(await send(town.origin, '/contest', contested), 'state-changed', contested)
  assert.equal((await send(town.origin, '/message', next.request)).status, 200)
  counts = await rowCounts(owner)
})

test('what was sealed under an epoch comes in for seven days after its end, and not on the eighth', async () => {
  const [late, tooLate] = [await sealed(device), await sealed(device)]
  days = 37
  assert.equal((await send(town.origin, '/submit', late.request)).status, 200)
  counts = await rowCounts(owner)
  days = 38
  await refuses('epoch-expired', tooLate.request)
  const again = await send(town.origin, '/submit', late.request)
  assert.equal(again.status, 200, `a receipt that was promised is still given: ${codeOf(again)}`)
  days = 0
})

test('every refusal is one that the contract names for this act', () => {
  assert.deepEqual(
    [...met].filter((code) => !isNamed(route, code)),
    [],
  )
  assert.ok(text(fromBase64(good.request.header)).startsWith('age-encryption.org/v1'))
})
