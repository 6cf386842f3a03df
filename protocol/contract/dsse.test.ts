import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ed25519 } from '@noble/curves/ed25519.js'
import { toBase64 } from './base64.ts'
import { bytes, text } from './bytes.ts'
import { type Envelope, preAuthentication, signEnvelope, verifyEnvelope, verifySignature } from './dsse.ts'

const seed = bytes('0123456789abcdef0123456789abcdef')
const publicKey = ed25519.getPublicKey(seed)
const made = signEnvelope('act', bytes('{"v":1}'), seed)

test('a signature made for one act never passes for another', () => {
  assert.equal(verifyEnvelope('login', made, publicKey), undefined)
  assert.equal(
    verifyEnvelope('login', { ...made, payloadType: made.payloadType.replace('act', 'login') }, publicKey),
    undefined,
  )
})

test('another key, another payload or another signature is refused', () => {
  const [signed] = made.signatures
  const other = ed25519.getPublicKey(bytes('another-another-another-another-'))
  const changed: Envelope[] = [
    { ...made, payload: toBase64(bytes('{"v":2}')) },
    { ...made, signatures: [{ keyid: '0000000000000000', sig: signed?.sig ?? '' }] },
    { ...made, signatures: [{ keyid: signed?.keyid ?? '', sig: toBase64(new Uint8Array(64)) }] },
    { ...made, signatures: [] },
  ]
  assert.equal(verifyEnvelope('act', made, other), undefined)
  for (const one of changed) assert.equal(verifyEnvelope('act', one, publicKey), undefined)
})

test('a key of small order signs nothing', () => {
  const identity = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0))
  const sig = Uint8Array.from({ length: 64 }, (_, i) => (i === 0 ? 1 : 0)) // R is the identity and s is 0: fits any message, leniently read
  assert.equal(verifySignature(identity, bytes('anything'), sig), false)
})

test('what was signed is what is read', () => {
  assert.equal(text(verifyEnvelope('act', made, publicKey) ?? new Uint8Array()), '{"v":1}')
  assert.equal(text(preAuthentication('t', bytes('é'))), 'DSSEv1 1 t 2 é')
})
