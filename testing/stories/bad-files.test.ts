// An attachment belongs to the key that began it: nobody else fills it, takes it over, or claims it half done.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SealedBlob } from '@citycop/client/attachments/seal-file.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { type SealedReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import type { PassphraseKeys } from '@citycop/client/sealing/derive.ts'
import { doWork } from '@citycop/client/sealing/work.ts'
import { beginUpload, uploadPart } from '@citycop/protocol/attachments/contract.ts'
import { beginBytes, partBytes } from '@citycop/protocol/attachments/part-bytes.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, concat, fromHex, u32 } from '@citycop/protocol/contract/bytes.ts'
import type { ProblemCode } from '@citycop/protocol/contract/problem.ts'
import { sealedSize, smallestFile } from '@citycop/protocol/contract/size-class.ts'
import type pg from 'pg'
import { sha256 } from '../../server/platform/hash.ts'
import { signerFrom } from '../../server/platform/signing.ts'
import { type Answer, assertRefused, send } from '../hostile/request.ts'
import { type Counts, ownerOf, rowCounts } from '../hostile/row-counts.ts'
import { freshKeys, sealed, sealedFollowUp, signedAnew } from '../hostile/sealed.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
let device: Instance
let owner: pg.Client
let report: SealedReport
let counts: Counts
const photo = (size = 1_500_000) => ({ name: 'p.jpg', type: 'image/jpeg', bytes: new Uint8Array(size).fill(7) })
const smallest = sealedSize(smallestFile)
const blob = () => report.blobs[0] as (typeof report.blobs)[number]

before(async () => {
  town = await createTown()
  device = await town.device()
  owner = await ownerOf(town)
  report = await sealed(device, { files: [photo()] })
  await uploads(report.keys, report.blobs)
  counts = await rowCounts(owner)
})
after(async () => {
  await owner.end()
  await town.close()
})

async function refuses(code: ProblemCode, answer: Answer, sent?: unknown): Promise<void> {
  assertRefused(answer, code, sent)
  assert.deepEqual(await rowCounts(owner), counts)
}
type Begin = { v: 1; instance: string; id: string; mailboxPk: string; size: number }
const begin = (keys: PassphraseKeys, change: Partial<Begin> = {}, as = keys) => {
  const asked: Begin = {
    v: 1,
    instance: device.pins.instance,
    id: blob().id,
    mailboxPk: keys.mailboxPk,
    size: blob().size,
    ...change,
  }
  const sig = toBase64(signerFrom(as.signSeed).sign(beginBytes(asked)))
  return { ...asked, sig, work: toBase64(new Uint8Array(64)) }
}
const frame = (keys: PassphraseKeys, id: string, part: number, some: Uint8Array, as = keys): Bytes => {
  const sig = signerFrom(as.signSeed).sign(partBytes(id, part, sha256(some)))
  return concat(fromHex(id), u32(part), fromBase64(keys.mailboxPk), sig, some)
}
const sendPart = (framed: Uint8Array) =>
  send(town.origin, uploadPart.path, framed, { type: 'application/octet-stream' })

/** As client/attachments/upload.ts does, without the work that this town does not ask for. */
async function uploads(keys: PassphraseKeys, blobs: readonly SealedBlob[]): Promise<void> {
  for (const { id, size, parts } of blobs) {
    assert.equal((await send(town.origin, beginUpload.path, begin(keys, { id, size }))).status, 200)
    for (const [n, part] of parts.entries()) assert.equal((await sendPart(frame(keys, id, n, part))).status, 200)
  }
}

test('a stranger cannot begin, go on with, or claim somebody else’s upload', async () => {
  const mallory = await freshKeys(device)
  await refuses('blob-conflict', await send(town.origin, beginUpload.path, begin(mallory)))
  await refuses('bad-signature', await send(town.origin, beginUpload.path, begin(report.keys, {}, mallory)))
  await refuses('blob-unknown', await sendPart(frame(mallory, blob().id, 0, blob().parts[0] as Uint8Array)))
  await refuses(
    'bad-signature',
    await sendPart(frame(report.keys, blob().id, 0, blob().parts[0] as Uint8Array, mallory)),
  )
  const theirs = await sealed(device, {}, mallory)
  const claiming = signedAnew('report:submit', { ...theirs.request, blobs: report.request.blobs }, mallory)
  await refuses('blob-unknown', await send(town.origin, '/submit', claiming), claiming)
})

test('an upload of no size class, of another city, or of another size than it began with is refused', async () => {
  const sizes = [0, 1, 16, 65_567, 65_569, 2 ** 31, 2 ** 53 - 1, blob().size + 16]
  for (const size of sizes)
    await refuses(
      'wrong-size',
      await send(town.origin, beginUpload.path, begin(report.keys, { size, id: 'ab'.repeat(16) })),
    )
  const other = begin(report.keys, { size: smallest })
  await refuses('blob-conflict', await send(town.origin, beginUpload.path, other))
  await refuses(
    'wrong-instance',
    await send(town.origin, beginUpload.path, begin(report.keys, { instance: 'othertown' })),
  )
})

test('a part that is changed, cut, empty, of no number or of a second upload’s place is refused', async () => {
  const [first, second] = blob().parts as [Uint8Array, Uint8Array]
  const { keys } = report
  const changed = first.slice()
  changed[5] = (changed[5] ?? 0) ^ 1
  await refuses('blob-conflict', await sendPart(frame(keys, blob().id, 0, changed)))
  await refuses('wrong-size', await sendPart(frame(keys, blob().id, 0, first.subarray(1))))
  await refuses('wrong-size', await sendPart(frame(keys, blob().id, 1, first)))
  await refuses('wrong-size', await sendPart(frame(keys, blob().id, 0, second)))
  for (const part of [2, 2 ** 31, 2 ** 32 - 1])
    await refuses('wrong-size', await sendPart(frame(keys, blob().id, part, first)))
  await refuses('wrong-size', await sendPart(frame(keys, blob().id, 0, new Uint8Array())))
  await refuses('wrong-size', await sendPart(new Uint8Array(20)))
  await refuses('blob-unknown', await sendPart(frame(keys, '00'.repeat(16), 0, first)))
  await refuses('too-large', await sendPart(concat(frame(keys, blob().id, 0, first), new Uint8Array(1))))
  const swapped = frame(keys, blob().id, 0, first)
  swapped[19] = 1 // the part's number, under a signature for part 0
  await refuses('bad-signature', await sendPart(swapped))
})

test('a report that names an upload that is not whole, or of another size, or twice, is refused and nothing of it stays', async () => {
  const half = await sealed(device, { files: [photo()] })
  const [made] = half.blobs
  assert.ok(made)
  await send(town.origin, beginUpload.path, begin(half.keys, { id: made.id, size: made.size }))
  assert.equal((await sendPart(frame(half.keys, made.id, 1, made.parts[1] as Uint8Array))).status, 200)
  counts = await rowCounts(owner)
  await refuses('blob-unknown', await send(town.origin, '/submit', half.request), half.request)
  const [named] = report.request.blobs
  assert.ok(named)
  const attempts: [ProblemCode, unknown[]][] = [
    ['wrong-size', [{ ...named, size: named.size + 1 }]],
    ['blob-unknown', [{ ...named, size: smallest }]],
    ['bad-request', [named, named]],
    ['wrong-suite', [{ ...named, header: '' }]],
    ['bad-request', [named, { ...named, id: '11'.repeat(16) }]],
  ]
  for (const [code, blobs] of attempts) {
    const wrong = signedAnew(
      'report:submit',
      { ...report.request, blobs: blobs as typeof report.request.blobs },
      report.keys,
    )
    await refuses(code, await send(town.origin, '/submit', wrong), wrong)
  }
})

test('once a report has its attachment, no part of it can be sent again', async () => {
  await submitReport(device, report)
  counts = await rowCounts(owner)
  await refuses('blob-unknown', await sendPart(frame(report.keys, blob().id, 0, blob().parts[0] as Uint8Array)))
})

test('a follow-up whose two attachments share one header is refused, not broken', async () => {
  const twice = await sealedFollowUp(device, report.keys, 1, [photo(10), photo(11)])
  await uploads(report.keys, twice.blobs)
  counts = await rowCounts(owner)
  const [one, other] = twice.request.blobs
  assert.ok(one && other)
  const same = signedAnew(
    'message:send',
    { ...twice.request, blobs: [one, { ...other, header: one.header }] },
    report.keys,
  )
  const answer = await send(town.origin, '/message', same)
  assert.ok(answer.status < 500, answer.text)
  const [old] = report.request.blobs
  assert.ok(old)
  const used = signedAnew(
    'message:send',
    { ...twice.request, blobs: [one, { ...other, header: old.header }] },
    report.keys,
  )
  const second = await send(town.origin, '/message', used)
  assert.ok(second.status < 500, second.text)
  assert.deepEqual(await rowCounts(owner), counts)
})

test('a report holds at most thirty attachments, however many messages bring them', async () => {
  const many = await sealed(device, { files: Array.from({ length: 29 }, () => photo(1)) })
  await uploads(many.keys, many.blobs)
  assert.equal((await send(town.origin, '/submit', many.request)).status, 200)
  const more = await sealedFollowUp(device, many.keys, 1, [photo(1), photo(2)])
  await uploads(many.keys, more.blobs)
  counts = await rowCounts(owner)
  await refuses('too-many-files', await send(town.origin, '/message', more.request), more.request)
})

test('with limits on, the first reports of an address are cheap, work without effort is refused, and the price is said', async () => {
  const priced = await createTown({ limits: true, database: town.database, instance: 'pricetown' })
  try {
    const phone = await priced.device()
    const paid = await sealed(phone)
    const lazy = { ...paid.request, work: toBase64(new Uint8Array(64)) }
    const answer = await send(priced.origin, '/submit', lazy)
    assertRefused(answer, 'work-missing', lazy)
    assert.equal(JSON.parse(answer.text).bits, 12)
    for (let i = 0; i < 20; i++) assert.equal((await send(priced.origin, '/submit', paid.request)).status, 200)
    const raised = await send(priced.origin, '/submit', paid.request)
    assertRefused(raised, 'work-missing')
    assert.equal(JSON.parse(raised.text).bits, 13)
    const dearer = { ...paid.request, work: doWork(fromHex(paid.id), 13) }
    assert.equal((await send(priced.origin, '/submit', dearer)).status, 200)
    const forwarded = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' }
    assertRefused(await send(priced.origin, '/submit', paid.request, { headers: forwarded }), 'work-missing')
    assert.equal((await send(priced.origin, '/challenge', {})).status, 200)
    assert.equal((await submitReport(phone, await sealed(phone))).instance, 'pricetown')
  } finally {
    await priced.close()
  }
})
