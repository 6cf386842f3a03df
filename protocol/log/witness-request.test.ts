import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changed } from '../../testing/changed.ts'
import vectors from './vectors/witness-request.vectors.json' with { type: 'json' }
import { parseSize, parseWitnessRequest, spellSize, spellWitnessRequest } from './witness-request.ts'

for (const { name, input = '', ok, old, hashes } of vectors.cases)
  test(`a witness’s request ${ok ? 'parses' : 'is refused'}: ${name}`, () => {
    const request = parseWitnessRequest(input)
    assert.equal(request !== undefined, ok)
    if (request) assert.deepEqual([request.old, request.proof.length], [old, hashes])
  })

test('a request has one spelling: whatever parses is spelt again as it was', () => {
  for (const { input = '' } of vectors.cases.filter(({ ok }) => ok))
    for (const { text } of changed(input, ['A', '0', '\n', ' '])) {
      const request = parseWitnessRequest(text)
      if (request) assert.equal(spellWitnessRequest(request.old, request.proof, request.note), text)
    }
})

test('the size a witness answers with is a plain number and a newline', () => {
  for (const size of [0, 7, 70_000_000_000]) assert.equal(parseSize(spellSize(size)), size)
  for (const body of ['', '7', '07\n', '7\r\n', '7\n\n', '-7\n', '0x7\n', ' 7\n', '9007199254740993\n', '1e3\n'])
    assert.equal(parseSize(body), undefined, JSON.stringify(body))
})
