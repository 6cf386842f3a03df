import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { leaveOut } from './vite-unused-suites.ts'

const age = dirname(createRequire(join(import.meta.dirname, '../../client/package.json')).resolve('age-encryption'))
const recipients = readFileSync(join(age, 'recipients.js'), 'utf8')

test('another version of age, which imports otherwise, stops the build instead of bringing more or breaking', () => {
  assert.throws(() => leaveOut(recipients.replace('import { p256 }', 'import { p256, p384 }')), /otherwise/)
})

test('the Worker is built without the curve P-256 and without scrypt, and with the suites that a city may have', () => {
  const left = leaveOut(recipients)
  assert.doesNotMatch(left, /nist\.js|scrypt\.js|import \{[^}]*P256/)
  assert.match(left, /MLKEM768X25519[^;]*hybrid\.js/)
})
