import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changed } from '../../testing/changed.ts'
import { fromHex } from '../contract/bytes.ts'
import { verifyProof, verifyWitnessedProof } from './inclusion.ts'
import vectors from './vectors/witnessed-proof.vectors.json' with { type: 'json' }
import { parsePolicy } from './witness-policy.ts'

const policy = parsePolicy(vectors.policy)
const [log] = policy.logs

for (const { name, input, leaf, ok, index } of vectors.cases)
  test(`a witnessed proof ${ok ? 'holds' : 'is refused'}: ${name}`, () => {
    const proved = verifyWitnessedProof(input, fromHex(leaf), policy)
    assert.equal(proved !== undefined, ok)
    if (proved) assert.deepEqual([proved.index, proved.quorum, proved.cosignatures.length], [index, true, 2])
  })

test('the log’s word alone is another question than the witnesses’', () => {
  const { input, leaf } = vectors.cases.find(({ name }) => name === 'without a quorum') ?? assert.fail()
  assert.ok(log && verifyProof(input, fromHex(leaf), log.key))
})

test('with any one character changed, a proof is refused or says the same', () => {
  const [{ input, leaf } = assert.fail()] = vectors.cases
  const good = verifyWitnessedProof(input, fromHex(leaf), policy)
  const end = input.lastIndexOf('\n\n')
  for (const { text, at } of changed(input, ['A'])) {
    const proved = verifyWitnessedProof(text, fromHex(leaf), policy)
    assert.ok(!proved || at > end, `at ${at}`)
    if (proved) assert.deepEqual(proved, good)
  }
})
