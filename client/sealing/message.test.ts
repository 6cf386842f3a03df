// The reader's checks (J4). Each is attacked by a message that is right in everything else.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { Message } from '../reports/report.ts'
import { joined } from './age-file.ts'
import { type PassphraseKeys, passphraseKeys } from './derive.ts'
import { type Expected, openMessage, recipientHash, sealMessage } from './message.ts'
import { newPassphrase } from './passphrase.ts'
import { newIdentity, recipientOf } from './suite.ts'

const city = { instance: 'testville', suite: 'classic' } as const
const unitIdentity = newIdentity('classic')
let unit: string
let alice: PassphraseKeys
let mallory: PassphraseKeys
let body: Message
let expected: Expected

before(async () => {
  unit = await recipientOf(unitIdentity)
  alice = await passphraseKeys(city, newPassphrase())
  mallory = await passphraseKeys(city, newPassphrase())
  body = {
    v: 1,
    ...city,
    type: 'followup',
    unit: 'harbour-team',
    epoch: 1,
    to: [recipientHash(unit)],
    thread: alice.mailbox,
    seq: 1,
    prev: 'a'.repeat(64),
    id: toBase64(new Uint8Array(16)),
    time: '2026-11-23T10:00:00Z',
    senderPk: alice.mailboxPk,
    text: 'secret words',
  }
  expected = {
    instance: 'testville',
    unit: 'harbour-team',
    thread: alice.mailbox,
    direction: 'citizen',
    seq: 1,
    prev: 'a'.repeat(64),
    epochs: [],
  }
})

const open = async (message: Message, seed: Uint8Array, wanted: Partial<Expected> = {}, recipients = [unit]) => {
  const opened = await openMessage(
    joined(await sealMessage(message, seed, recipients)),
    unitIdentity,
    { ...expected, ...wanted },
    new Set(),
  )
  return 'refused' in opened ? opened.refused : 'opened'
}

test('a message sealed anew to somebody it does not name is refused', async () => {
  assert.equal(await open({ ...body, to: [recipientHash(mallory.recipient)] }, alice.signSeed), 'recipient')
})

test('a message of another thread is refused, whoever signed it', async () => {
  assert.equal(
    await open({ ...body, thread: mallory.mailbox }, alice.signSeed, { thread: mallory.mailbox }),
    'signature',
  )
  assert.equal(await open({ ...body, thread: mallory.mailbox }, alice.signSeed), 'thread')
  assert.equal(await open({ ...body, senderPk: mallory.mailboxPk }, mallory.signSeed), 'signature')
})

test('a message signed by another key than it names is refused', async () => {
  assert.equal(await open(body, mallory.signSeed), 'signature')
})

test('a message in another place of the thread, or behind another one, is refused', async () => {
  assert.equal(await open(body, alice.signSeed, { seq: 2 }), 'order')
  assert.equal(await open(body, alice.signSeed, { prev: 'b'.repeat(64) }), 'order')
})

test('a message for another city is refused', async () => {
  assert.equal(await open({ ...body, instance: 'elsewhere' }, alice.signSeed), 'city')
})

test('the same message shown twice is refused the second time', async () => {
  const file = joined(await sealMessage(body, alice.signSeed, [unit]))
  const seen = new Set<string>()
  assert.ok('message' in (await openMessage(file, unitIdentity, expected, seen)))
  assert.deepEqual(await openMessage(file, unitIdentity, expected, seen), { refused: 'seen' })
})

test('an answer is believed only from a member of that very epoch, under that very certificate', async () => {
  const officer = newPassphrase()
  const seed = concat(officer, officer)
  const senderPk = toBase64(ed25519.getPublicKey(seed))
  const answer: Message = { ...body, type: 'reply', certNo: 7, senderPk }
  const certificate = {
    unit: 'harbour-team',
    epoch: 1,
    certNo: 7,
    members: [{ officer: 'x', signPk: senderPk }],
  } as unknown as EpochCertificate
  const wanted = { direction: 'unit', epochs: [certificate] } as const
  assert.equal(await open(answer, seed, wanted), 'opened')
  assert.equal(await open(answer, alice.signSeed, wanted), 'signature')
  assert.equal(await open({ ...answer, epoch: 2 }, seed, wanted), 'signature')
  assert.equal(await open({ ...answer, certNo: 6 }, seed, wanted), 'signature')
  assert.equal(await open({ ...answer, unit: 'home-safety' }, seed, wanted), 'signature')
  const another = { ...certificate, unit: 'home-safety' }
  assert.equal(await open({ ...answer, unit: 'home-safety' }, seed, { ...wanted, epochs: [another] }), 'unit')
  assert.equal(await open(answer, seed, { ...wanted, epochs: [] }), 'signature')
})

test('a message with one byte changed, cut, or for somebody else does not open', async () => {
  const file = joined(await sealMessage(body, alice.signSeed, [unit]))
  const refused = async (changed: Uint8Array) =>
    assert.deepEqual(await openMessage(changed, unitIdentity, expected, new Set()), { refused: 'closed' })
  for (const at of [30, 120, 170, 200, 5000, file.length - 1])
    await refused(file.map((byte, i) => (i === at ? byte ^ 1 : byte)))
  await refused(file.subarray(0, file.length - 1))
  assert.deepEqual(await openMessage(file, mallory.identity, expected, new Set()), { refused: 'closed' })
})

test('two suites in one file are refused before anything is sealed', async () => {
  const pq = await recipientOf(newIdentity('pq'))
  await assert.rejects(sealMessage(body, alice.signSeed, [unit, pq]), /one suite/)
})

test('every sealed message of a class has one length', async () => {
  const sizes = new Set<number>()
  for (const length of [0, 1, 500, 4000])
    sizes.add((await sealMessage({ ...body, text: 'x'.repeat(length) }, alice.signSeed, [unit])).payload.length)
  assert.deepEqual([...sizes], [8224])
})
