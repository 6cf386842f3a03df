import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newOfficer } from '../keys/make-officer.ts'
import { makeKeyfile, unlockKeyfile, WrongPassphrase } from './keyfile.ts'

const pins = {
  v: 1,
  instance: 'testville',
  suite: 'classic',
  rootPk: Buffer.alloc(32).toString('base64'),
  demo: true,
  logKey: '',
} as const

test('a keyfile opens with its passphrase and with no other; cheaper parameters are refused unread', async () => {
  const keys = newOfficer(pins, 'anna')
  const file = await makeKeyfile(keys, 'pläin words')
  await assert.rejects(unlockKeyfile(file, 'plain words'), WrongPassphrase)
  await assert.rejects(
    unlockKeyfile(
      Buffer.from(Buffer.from(file).toString('latin1').replace('65536 3 1', '8 1 1'), 'latin1'),
      'pläin words',
    ),
    /no officer’s keyfile/,
  )
  await assert.rejects(unlockKeyfile(new Uint8Array(300), 'pläin words'), /no officer’s keyfile/)
  const opened = await unlockKeyfile(file, 'pla\u0308in words') // the same words, spelt by another keyboard
  assert.deepEqual({ ...opened }, { ...keys })
})
