import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changed } from '../../testing/changed.ts'
import { fixedSecret, smallLog, smallWitness } from '../../testing/small-log.ts'
import { cosign, verifyCosignature } from './cosignature.ts'
import { parseKey } from './note.ts'
import vectors from './vectors/cosignature.vectors.json' with { type: 'json' }

const key = parseKey(vectors.key)

for (const { name, input, ok, time } of vectors.cases)
  test(`a cosignature ${ok ? 'holds' : 'is refused'}: ${name}`, () => {
    assert.deepEqual(verifyCosignature(input, key), ok ? { time } : undefined)
  })

test('with any one character of note or cosignature changed, it is not believed', () => {
  const [{ input = '' } = {}] = vectors.cases
  const own = input.lastIndexOf('\u2014')
  for (const { text, at } of changed(input, ['A'])) {
    if (at > input.indexOf('\n\n') && at < own) continue // the log's own signature, which is not looked at here
    assert.equal(verifyCosignature(text, key), undefined, `at ${at}`)
  }
})

test('a note is cosigned as the vector says, by a witness’s key alone', () => {
  const [log, witness] = [
    smallLog('citycop.testville.example/log/1', fixedSecret(1)),
    smallWitness('a.example/w', fixedSecret(10)),
  ]
  const note = log.checkpoint(11)
  assert.equal(note + cosign(note, witness.key, 1_800_000_000, witness.sign), vectors.cases[0]?.input)
  assert.throws(() => cosign(note, log.key, 1, witness.sign))
  assert.throws(() => cosign('no note', witness.key, 1, witness.sign))
  for (const time of [-1, 1.5, 2 ** 53]) assert.throws(() => cosign(note, witness.key, time, witness.sign))
})
