import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changed } from '../../testing/changed.ts'
import { toHex } from '../contract/bytes.ts'
import { keyLine, type Note, parseKey, parseNote, spellSignature } from './note.ts'
import notes from './vectors/note.vectors.json' with { type: 'json' }
import keys from './vectors/verifier-key.vectors.json' with { type: 'json' }

for (const { name, input, ok, text, signatures } of notes.cases)
  test(`a note ${ok ? 'parses' : 'is refused'}: ${name}`, () => {
    const note = parseNote(input)
    assert.equal(note !== undefined, ok)
    if (note) assert.deepEqual([note.text, note.signatures.length], [text, signatures])
  })

test('a note has one spelling: whatever parses is spelt again as it was', () => {
  for (const { input } of notes.cases.filter(({ ok }) => ok))
    for (const { text, at } of changed(input)) {
      const note = parseNote(text)
      if (note) assert.equal(spell(note), text, `at ${at} of ${JSON.stringify(input)}`)
    }
})

const spell = ({ text, signatures }: Note) =>
  `${text}\n${signatures
    .map(({ name, hash, signature }) =>
      spellSignature({ name, hash, algorithm: 1, publicKey: new Uint8Array(32) }, signature),
    )
    .join('')}`

test('a note may have 64 KiB, counted in bytes', () => {
  const end = '\n\n\u2014 a AAAAAAAAAAAA\n'
  const room = 65_536 - end.length - 2 // the dash has three bytes
  assert.ok(parseNote(`${'x'.repeat(room)}${end}`))
  assert.equal(parseNote(`${'x'.repeat(room + 1)}${end}`), undefined)
  assert.equal(parseNote(`${'x'.repeat(room - 1)}\u00e8${end}`), undefined)
})

test('half a surrogate pair is no text', () => {
  assert.equal(parseNote('a\ud800\n\n\u2014 a AAAAAAAAAAAA\n'), undefined)
})

for (const { name, input, ok, algorithm, publicKey, key } of keys.cases)
  test(`a key ${ok ? 'is read' : 'is refused'}: ${name}`, () => {
    if (!ok) return assert.throws(() => parseKey(input))
    const parsed = parseKey(input)
    assert.deepEqual([parsed.name, parsed.algorithm, toHex(parsed.publicKey)], [key, algorithm, publicKey])
    assert.equal(keyLine(parsed.name, parsed.algorithm, parsed.publicKey), input)
    for (const { text, at } of changed(input)) assert.throws(() => parseKey(text), `at ${at}`)
  })
