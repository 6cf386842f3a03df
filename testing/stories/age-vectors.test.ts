// Every vector of the age format's own test suite (npm cctv-age), for the library that we seal with and for the one function that
// everything of ours is opened by.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { openWith } from '@citycop/client/sealing/age-file.ts'

type Decrypter = {
  addIdentity(identity: string): void
  addPassphrase(passphrase: string): void
  decrypt(file: Uint8Array): Promise<Uint8Array>
}
type Age = { Decrypter: new () => Decrypter; armor: { decode(armored: string): Uint8Array } }
type Vector = {
  readonly name: string
  readonly expect: string
  readonly identities: string[]
  readonly passphrases: string[]
  readonly payload: string | undefined
  readonly armored: boolean
  readonly file: Uint8Array
}

// The copy that client/ uses: two copies of a library would be two answers.
const ofClient = createRequire(import.meta.resolve('@citycop/client/sealing/age-file.ts'))
const age: Age = ofClient('age-encryption')
const vectors = Object.entries(ofClient('cctv-age') as Record<string, Uint8Array>).map(read)

function read([name, bytes]: [string, Uint8Array]): Vector {
  const whole = Buffer.from(bytes)
  const end = whole.indexOf('\n\n')
  const lines = whole
    .subarray(0, end)
    .toString()
    .split('\n')
    .map((line) => line.split(': ') as [string, string])
  const all = (key: string) => lines.filter(([one]) => one === key).map(([, value]) => value)
  const [expect = '', compressed, payload] = [all('expect')[0], all('compressed')[0], all('payload')[0]]
  const file = whole.subarray(end + 2)
  return {
    name,
    expect,
    identities: all('identity'),
    passphrases: all('passphrase'),
    payload,
    armored: all('armored')[0] === 'yes',
    file: new Uint8Array(compressed === 'zlib' ? inflateSync(file) : file),
  }
}

const sha256 = (some: Uint8Array): string => createHash('sha256').update(some).digest('hex')

/** By the library, with everything it knows: armour and passphrases too. */
async function opens({ file, armored, identities, passphrases }: Vector): Promise<Uint8Array | undefined> {
  const decrypter = new age.Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  for (const passphrase of passphrases) decrypter.addPassphrase(passphrase)
  try {
    return await decrypter.decrypt(armored ? age.armor.decode(Buffer.from(file).toString('latin1')) : file)
  } catch {
    return undefined
  }
}

test('the library opens each vector that should open, to the right content, and none that should not', async (t) => {
  assert.equal(vectors.length, 143)
  for (const vector of vectors) {
    const plain = await opens(vector)
    assert.equal(plain === undefined, vector.expect !== 'success', `${vector.name}: ${vector.expect}`)
    if (plain) assert.equal(sha256(plain), vector.payload, vector.name)
  }
  const good = vectors.filter((one) => one.expect === 'success').length
  t.diagnostic(`${vectors.length} vectors: ${good} open, ${vectors.length - good} are refused`)
})

test('the product opens each vector made for a key, and no armour, no passphrase, no wrong file', async (t) => {
  let opened = 0
  for (const vector of vectors) {
    const results = await Promise.all(vector.identities.map((identity) => openWith(identity, vector.file)))
    const plain = results.find((one) => one !== undefined)
    const should = vector.expect === 'success' && vector.identities.length > 0 && !vector.armored
    assert.equal(plain !== undefined, should, `${vector.name}: ${vector.expect}`)
    if (!plain) continue
    assert.equal(sha256(plain), vector.payload, vector.name)
    opened++
  }
  t.diagnostic(`${opened} of ${vectors.length} vectors open`)
})
