import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytes } from '../contract/bytes.ts'
import { logKeyLine, openCheckpoint, parseLogKey, signCheckpoint } from './checkpoint.ts'
import { spellProof, verifyProof } from './inclusion.ts'
import { keyLine } from './note.ts'
import { leafHash, nodeHash } from './tree.ts'
import vectors from './vectors/checkpoint.vectors.json' with { type: 'json' }

const seed = bytes('0123456789abcdef0123456789abcdef')
const key = parseLogKey(logKeyLine('citycop.testville.example/log/1', ed25519.getPublicKey(seed)))
const sign = (some: Uint8Array) => ed25519.sign(some, seed)
const checkpoint = { origin: key.name, size: 70_000_000_000, root: leafHash(bytes('root')) }
const note = signCheckpoint(checkpoint, key, sign)
const grease = '\u2014 somebody.else/x AAAAAAAAAAAA\n'

for (const { name, input, ok } of vectors.cases)
  test(`a note ${ok ? 'opens' : 'is refused'}: ${name}`, () => {
    assert.equal(openCheckpoint(input, parseLogKey(vectors.key)) !== undefined, ok)
  })

test('a note with any one character changed is refused', () => {
  for (let i = 0; i < note.length; i++) {
    for (const other of ['A', '\n']) {
      if (note[i] === other) continue
      const changed = note.slice(0, i) + other + note.slice(i + 1)
      assert.equal(openCheckpoint(changed, key), undefined, `at ${i}: ${JSON.stringify(other)}`)
    }
    assert.equal(openCheckpoint(note.slice(0, i), key), undefined)
  }
})

test('lines by unknown keys are passed over, wherever they stand', () => {
  const [body, line] = note.split('\n\n') as [string, string]
  assert.deepEqual(openCheckpoint(`${body}\n\n${grease}${line}${grease}`, key)?.size, checkpoint.size)
})

test('a known key with a bad signature refuses the whole note, even beside a good one', () => {
  const bad = `${note}${note.split('\n\n')[1]?.replace(/.{4}\n$/, 'AAA=\n')}`
  assert.equal(openCheckpoint(bad, key), undefined)
})

test('a log key that is not its own hash is refused', () => {
  const line = logKeyLine(key.name, key.publicKey)
  assert.throws(() => parseLogKey(line.replace(/\+[0-9a-f]{8}\+/, '+00000000+')))
  for (const other of ['', 'name', line.slice(0, -4), ` ${line}`, `${line}\n`, keyLine(key.name, 4, key.publicKey)])
    assert.throws(() => parseLogKey(other))
})

test('a proof holds for its leaf, its index and its tree, and for nothing else', () => {
  const [one, two] = [leafHash(bytes('one')), leafHash(bytes('two'))]
  const signed = signCheckpoint({ origin: key.name, size: 2, root: nodeHash(one, two) }, key, sign)
  const proof = spellProof(0, [two], signed)
  assert.equal(verifyProof(proof, one, key)?.index, 0)
  assert.equal(verifyProof(proof, two, key), undefined)
  for (const changed of [
    proof.replace('index 0', 'index 1'),
    proof.replace('index 0', 'index 00'),
    proof.replace('@v1', '@v2'),
    proof.replace('\n\n', '\n'),
    proof.slice(1),
  ])
    assert.equal(verifyProof(changed, one, key), undefined)
  for (let i = 0; i < proof.length; i++) {
    const changed = proof.slice(0, i) + (proof[i] === 'B' ? 'C' : 'B') + proof.slice(i + 1)
    assert.equal(verifyProof(changed, one, key), undefined, `at ${i}`)
  }
})
