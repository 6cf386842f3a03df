import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headerLength, readAgeHeader } from './age-header.ts'
import { bytes, concat } from './bytes.ts'

const mac = `--- ${'A'.repeat(43)}\n`
const line = 'B'.repeat(43)
const stanza = `-> X25519 ${line}\n${line}\n`
const header = (text: string) => bytes(`age-encryption.org/v1\n${text}`)

test('a header of another suite, of two suites, of none, or of anything else is refused', () => {
  const pq = `-> mlkem768x25519 ${line}\n${'C'.repeat(64)}\n${line}\n`
  const refused = [
    '',
    mac,
    stanza,
    `${pq}${mac}`,
    `${stanza}${pq}${mac}`,
    `-> scrypt AAAA 18\n${line}\n${mac}`,
    `-> X25519 ${line}\n${'C'.repeat(64)}\n${mac}`,
    `${stanza}--- short\n`,
    `${stanza}\r\n${mac}`,
    `${stanza}${mac}rest`,
    `${stanza}${mac}${mac}`,
  ]
  for (const text of refused) assert.equal(readAgeHeader(header(text), 'classic'), undefined, text)
  assert.equal(readAgeHeader(Uint8Array.of(255, 254, 10), 'classic'), undefined)
})

test('a header of this suite tells how many recipients it has', () => {
  assert.deepEqual(readAgeHeader(header(`${stanza}${mac}`), 'classic'), { stanzas: 1 })
  assert.deepEqual(readAgeHeader(header(`${stanza}${stanza}${mac}`), 'classic'), { stanzas: 2 })
})

test('the header ends after the MAC line, whatever bytes follow', () => {
  const whole = header(`${stanza}${mac}`)
  assert.equal(headerLength(concat(whole, Uint8Array.of(45, 45, 45, 10))), whole.length)
  assert.equal(headerLength(bytes('no line end')), undefined)
})
