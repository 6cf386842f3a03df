import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { text } from '@citycop/protocol/contract/bytes.ts'
import { Encrypter, Stanza } from 'age-encryption'
import { newOfficer } from '../keys/make-officer.ts'
import { recipientOf } from '../sealing/suite.ts'
import {
  makeKeyfile,
  passkeyIdentity,
  unlockKeyfile,
  unlockWithPasskey,
  WrongPasskey,
  WrongPassphrase,
} from './keyfile.ts'
import { readKeyfileHeader } from './keyfile-header.ts'
import { addPasskey, type NewPasskey, PasskeyRefused, removePasskey } from './passkeys.ts'

const pins = {
  v: 1,
  instance: 'testville',
  suite: 'classic',
  rootPk: Buffer.alloc(32).toString('base64'),
  demo: true,
  logKey: '',
} as const
const words = 'a passphrase only the tests know'
const keys = newOfficer(pins, 'anna')
const secret = (of: number) => new Uint8Array(32).fill(of)
const drawn = (name: string, of: number): NewPasskey => ({
  name,
  credential: new Uint8Array(32).fill(100 + of),
  salt: new Uint8Array(32).fill(200 + of),
  prf: secret(of),
})

let plain: Uint8Array
let both: Uint8Array
before(async () => {
  plain = await makeKeyfile(keys, words)
  const one = await addPasskey(plain, words, drawn('laptop', 1))
  both = (await addPasskey(one.file, words, drawn('stick', 2))).file
})

test('another passkey, one of another city, or what is no passkey’s secret does not open a keyfile', async () => {
  await assert.rejects(unlockWithPasskey(both, secret(3)), WrongPasskey)
  await assert.rejects(unlockWithPasskey(plain, secret(1)), WrongPasskey)
  await assert.rejects(unlockWithPasskey(both, new Uint8Array(31).fill(1)), WrongPasskey)
  const elsewhere = newOfficer({ ...pins, instance: 'othertown' }, 'anna')
  const other = await addPasskey(await makeKeyfile(elsewhere, words), words, drawn('laptop', 3))
  await assert.rejects(unlockWithPasskey(other.file, secret(1)), WrongPasskey)
})

test('a keyfile with any character of its front changed opens by no passkey and no passphrase', async () => {
  const front = text(both.subarray(0, Buffer.from(both).indexOf('\n---'))).length
  const spelt = Buffer.from(both).toString('latin1')
  for (const at of [0, 24, ...Array.from({ length: 24 }, (_, i) => Math.floor(((i + 1) * front) / 25))]) {
    const changed = Buffer.from(spelt.slice(0, at) + (spelt[at] === 'A' ? 'B' : 'A') + spelt.slice(at + 1), 'latin1')
    await assert.rejects(unlockWithPasskey(changed, secret(1)), `${at}`)
    await assert.rejects(unlockWithPasskey(changed, secret(2)), `${at}`)
  }
  const swapped = spelt.replace(/(citycop-passkey )(\S+)/, '$1AAAA')
  await assert.rejects(unlockKeyfile(Buffer.from(swapped, 'latin1'), words), WrongPassphrase)
})

test('a keyfile that only a passkey opens is refused unread, and so is one that more opens than it says', async () => {
  const alone = new Encrypter()
  const note = (...args: string[]) => ({ wrapFileKey: () => [new Stanza(args, new Uint8Array())] })
  const own = await recipientOf(passkeyIdentity(pins, secret(1)))
  alone.addRecipient(note('citycop-passkey', 'AAAA', 'A'.repeat(43)))
  alone.addRecipient(own)
  assert.equal(readKeyfileHeader(await alone.encrypt('{}')), undefined)
  const hidden = new Encrypter()
  hidden.addRecipient(note('citycop-argon2id', 'A'.repeat(22), 'testville', 'classic', '65536', '3', '1'))
  for (let times = 0; times < 2; times++) hidden.addRecipient(own)
  assert.equal(readKeyfileHeader(await hidden.encrypt('{}')), undefined)
  await assert.rejects(unlockWithPasskey(await hidden.encrypt('{}'), secret(1)), /no officer’s keyfile/)
})

test('nobody adds or removes a passkey without the passphrase, adds one twice, or removes one that is not there', async () => {
  await assert.rejects(addPasskey(plain, 'other words', drawn('laptop', 1)), WrongPassphrase)
  await assert.rejects(addPasskey(both, words, drawn('again', 2)), PasskeyRefused)
  await assert.rejects(removePasskey(both, words, 'AAAA'), PasskeyRefused)
})

test('each passkey opens the same keys, the passphrase goes on opening them, and names stand in no readable place', async () => {
  for (const one of [1, 2]) assert.equal((await unlockWithPasskey(both, secret(one))).signSeed, keys.signSeed)
  const opened = await unlockKeyfile(both, words)
  assert.equal(opened.ageIdentity, keys.ageIdentity)
  assert.deepEqual(
    opened.passkeys?.map(({ name }) => name),
    ['laptop', 'stick'],
  )
  assert.deepEqual(
    readKeyfileHeader(both)?.passkeys.map(({ credential, salt }) => [credential[0], salt[0]]),
    [
      [101, 201],
      [102, 202],
    ],
  )
  assert.ok(!Buffer.from(both).includes('laptop'))
})

test('a passkey that was taken off opens the new keyfile no more, and an old copy of it still', async () => {
  const lost = (await unlockKeyfile(both, words)).passkeys?.[0]?.credential ?? ''
  const { file } = await removePasskey(both, words, lost)
  await assert.rejects(unlockWithPasskey(file, secret(1)), WrongPasskey)
  assert.equal((await unlockWithPasskey(file, secret(2))).signSeed, keys.signSeed)
  assert.equal((await unlockWithPasskey(both, secret(1))).signSeed, keys.signSeed)
})
