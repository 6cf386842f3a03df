// Published vectors for every primitive, through the very function that this product calls: the phone's and the server's. Where they
// come from: testing/vectors/README.md. The age format and its hybrid of ML-KEM and X25519 have their own (age-vectors.test.ts).
import assert from 'node:assert/strict'
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { fromHex, toHex } from '@citycop/protocol/contract/bytes.ts'
import { verifySignature } from '@citycop/protocol/contract/dsse.ts'
import { verified, verifiedApart } from '../../server/platform/signing.ts'

const vectors = <T>(name: string): readonly T[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../vectors/${name}.json`), 'utf8')) as T[]

// The copies that client/ uses: two copies of a library would be two answers.
const ofClient = createRequire(import.meta.resolve('@citycop/client/sealing/age-file.ts'))
const load = async <T>(name: string): Promise<T> => (await import(ofClient.resolve(name))) as T

type Signed = { readonly message: string; readonly key: string; readonly signature: string; readonly holds: boolean }
async function agree(all: readonly Signed[]): Promise<void> {
  for (const { message, key, signature, holds } of all) {
    const [raw, said, sig] = [fromHex(key), fromHex(message), fromHex(signature)]
    const answers = {
      phone: verifySignature(raw, said, sig),
      server: verified(raw, said, sig),
      apart: await verifiedApart(Buffer.from(raw), said, Buffer.from(sig)),
    }
    assert.deepEqual(answers, { phone: holds, server: holds, apart: holds }, `${key} ${signature}`)
  }
}

test('Ed25519: 21 vectors of Wycheproof have one answer on the phone and on the server', () =>
  agree(vectors<Signed>('ed25519')))

test('Ed25519: the twelve published edge cases have one answer on the phone and on the server', () =>
  agree(vectors<Signed>('ed25519-edge-cases')))

test('X25519: 12 vectors of Wycheproof, and a shared secret of zero is refused', async () => {
  type Curve = { x25519: { getSharedSecret(secret: Uint8Array, key: Uint8Array): Uint8Array } }
  const { x25519 } = await load<Curve>('@noble/curves/ed25519.js')
  type Vector = { public: string; private: string; shared: string | null }
  for (const { public: key, private: secret, shared } of vectors<Vector>('x25519')) {
    const made = () => toHex(x25519.getSharedSecret(fromHex(secret), fromHex(key)))
    if (shared === null) assert.throws(made, key)
    else assert.equal(made(), shared)
  }
})

test('HKDF-SHA-256: 7 vectors of Wycheproof, on the phone and on the server', async () => {
  type Hash = (hash: unknown, ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number) => Uint8Array
  const { hkdf } = await load<{ hkdf: Hash }>('@noble/hashes/hkdf.js')
  const { sha256 } = await load<{ sha256: unknown }>('@noble/hashes/sha2.js')
  for (const one of vectors<Record<'ikm' | 'salt' | 'info' | 'okm', string>>('hkdf-sha256')) {
    const [ikm, salt, info] = [fromHex(one.ikm), fromHex(one.salt), fromHex(one.info)]
    const length = one.okm.length / 2
    assert.equal(toHex(hkdf(sha256, ikm, salt, info, length)), one.okm)
    assert.equal(Buffer.from(hkdfSync('sha256', ikm, salt, info, length)).toString('hex'), one.okm)
  }
})

test('HMAC-SHA-256: 10 vectors of Wycheproof, on the phone and on the server', async () => {
  type Mac = { hmac(hash: unknown, key: Uint8Array, message: Uint8Array): Uint8Array }
  const { hmac } = await load<Mac>('@noble/hashes/hmac.js')
  const { sha256 } = await load<{ sha256: unknown }>('@noble/hashes/sha2.js')
  type Vector = { key: string; message: string; tag: string; holds: boolean }
  for (const { key, message, tag, holds } of vectors<Vector>('hmac-sha256')) {
    const made = toHex(hmac(sha256, fromHex(key), fromHex(message)))
    assert.equal(made === tag, holds, tag)
    assert.equal(createHmac('sha256', fromHex(key)).update(fromHex(message)).digest('hex'), made)
  }
})

test('ChaCha20-Poly1305: 7 vectors of Wycheproof, sealed on the server and opened on the phone, and none with a bit changed', async () => {
  type Aead = { encrypt(plain: Uint8Array): Uint8Array; decrypt(sealed: Uint8Array): Uint8Array }
  type Make = (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array) => Aead
  const { chacha20poly1305 } = await load<{ chacha20poly1305: Make }>('@noble/ciphers/chacha.js')
  for (const one of vectors<Record<'key' | 'nonce' | 'aad' | 'message' | 'sealed', string>>('chacha20-poly1305')) {
    const [key, nonce, aad, message] = [one.key, one.nonce, one.aad, one.message].map(fromHex) as Bytes4
    const phone = chacha20poly1305(key, nonce, aad)
    assert.equal(toHex(phone.encrypt(message)), one.sealed)
    assert.equal(toHex(phone.decrypt(fromHex(one.sealed))), one.message)
    const server = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 }).setAAD(aad, {
      plaintextLength: message.length,
    })
    const sealed = Buffer.concat([server.update(message), server.final(), server.getAuthTag()])
    assert.equal(sealed.toString('hex'), one.sealed)
    const changed = fromHex(one.sealed)
    changed[changed.length - 1] = (changed.at(-1) as number) ^ 1
    assert.throws(() => phone.decrypt(changed))
    const door = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    door.setAAD(aad, { plaintextLength: message.length }).setAuthTag(changed.subarray(-16))
    assert.throws(() => Buffer.concat([door.update(changed.subarray(0, -16)), door.final()]))
  }
})
type Bytes4 = [Uint8Array, Uint8Array, Uint8Array, Uint8Array]

test('Argon2id: the reference implementation’s own vectors', async () => {
  type Argon = { argon2id(options: object): Promise<string> }
  const { argon2id } = await load<Argon>('hash-wasm')
  type Vector = { password: string; salt: string; time: number; memory: number; lanes: number; tag: string }
  for (const { password, salt, time, memory, lanes, tag } of vectors<Vector>('argon2id')) {
    const options = { password, salt, iterations: time, memorySize: memory, parallelism: lanes, hashLength: 32 }
    assert.equal(await argon2id({ ...options, outputType: 'hex' }), tag)
  }
})

test('ML-KEM-768: a hundred keys, sealed and opened, and a hundred ciphertexts that nobody made, have the published sum', async () => {
  // The copy inside the library that we seal with.
  const ofAge = createRequire(ofClient.resolve('age-encryption'))
  type Kem = {
    keygen(seed: Uint8Array): { publicKey: Uint8Array; secretKey: Uint8Array }
    encapsulate(key: Uint8Array, random: Uint8Array): { cipherText: Uint8Array; sharedSecret: Uint8Array }
    decapsulate(ciphertext: Uint8Array, secret: Uint8Array): Uint8Array
  }
  type Sponge = { update(some: Uint8Array): Sponge; xof(length: number): Uint8Array }
  const { ml_kem768: kem } = (await import(ofAge.resolve('@noble/post-quantum/ml-kem.js'))) as { ml_kem768: Kem }
  const { shake128 } = (await import(ofAge.resolve('@noble/hashes/sha3.js'))) as { shake128: { create(): Sponge } }
  const [random, sum] = [shake128.create(), shake128.create()]
  for (let i = 0; i < 100; i++) {
    const { publicKey, secretKey } = kem.keygen(random.xof(64))
    const { cipherText, sharedSecret } = kem.encapsulate(publicKey, random.xof(32))
    assert.deepEqual(kem.decapsulate(cipherText, secretKey), sharedSecret)
    sum.update(publicKey).update(cipherText).update(sharedSecret)
    sum.update(kem.decapsulate(random.xof(1088), secretKey)) // refused without saying so: a secret that opens nothing
  }
  assert.equal(toHex(sum.xof(32)), '1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415')
})
