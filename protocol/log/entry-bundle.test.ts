import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromHex, toHex } from '../contract/bytes.ts'
import { parseBundle, spellBundle } from './entry-bundle.ts'
import vectors from './vectors/entry-bundle.vectors.json' with { type: 'json' }

for (const { name, input = '', ok, entries } of vectors.cases)
  test(`a bundle ${ok ? 'is read' : 'is refused'}: ${name}`, () => {
    assert.deepEqual(parseBundle(fromHex(input))?.map(toHex), ok ? entries : undefined)
    if (entries) assert.equal(toHex(spellBundle(entries.map(fromHex))), input)
  })

test('a bundle cut anywhere is refused, or ends after a whole entry', () => {
  const whole = fromHex(vectors.cases[0]?.input ?? '')
  const entries = parseBundle(whole) ?? []
  for (let end = 0; end < whole.length; end++) {
    const read = parseBundle(whole.subarray(0, end))
    if (read) assert.deepEqual(read, entries.slice(0, read.length))
    if (read) assert.deepEqual(spellBundle(read), whole.subarray(0, end) as Uint8Array)
  }
})

test('what cannot be spelt is not', () => {
  for (const entries of [[], Array(257).fill(new Uint8Array(1)), [new Uint8Array(65_536)]])
    assert.throws(() => spellBundle(entries))
})
