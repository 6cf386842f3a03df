import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, concat, fromHex } from '../contract/bytes.ts'
import { publicKinds } from './public-content.ts'
import { keyEntry, lintEntry, parsePublicEntry, publicEntry } from './public-entry.ts'
import vectors from './vectors/log-entry.vectors.json' with { type: 'json' }

for (const { name, input = '', ok } of vectors.cases)
  test(`${name} ${ok ? 'may' : 'may not'} stand in the log`, () => {
    const wrong = lintEntry(fromHex(input))
    assert.equal(wrong === undefined, ok, wrong)
  })

test('a public entry says what was put into it', () => {
  const content = { v: 1, what: 'outage', state: 'end', at: '2027-01-15T09:30Z' } as const
  assert.deepEqual(parsePublicEntry(publicEntry('notice', content)), { kind: 'notice', content })
  const [sealed] = vectors.cases
  assert.equal(parsePublicEntry(fromHex(sealed?.input ?? '')), undefined)
})

test('there is a vector for every kind', () => {
  const seen = new Set(
    vectors.cases.filter(({ ok }) => ok).map(({ input = '' }) => parsePublicEntry(fromHex(input))?.kind),
  )
  for (const kind of Object.keys(publicKinds)) assert.ok(seen.has(kind as keyof typeof publicKinds), kind)
})

test('an entry that may not stand there is not made, and the refusal does not repeat it', () => {
  const words = { v: 1, what: 'Marta Lindqvist was here', state: 'begin', at: '2027-01-15T08:00Z' }
  assert.throws(
    () => publicEntry('notice', words as never),
    (error: Error) => /what/.test(error.message) && !/Marta/.test(error.message),
  )
  assert.throws(() => keyEntry('root', 1, 'no hash'))
})

test('with any one byte of its head or its spelling changed, a public entry is refused or says something else', () => {
  for (const { input = '' } of vectors.cases.filter(({ ok, input = '' }) => ok && input.length < 1200).slice(1)) {
    const entry = fromHex(input)
    for (let at = 0; at < entry.length; at++) {
      for (const other of [0x20, 0x22, 0x7b, 0xff]) {
        if (entry[at] === other) continue
        const spoilt = concat(entry)
        spoilt[at] = other
        const read = parsePublicEntry(spoilt)
        if (at < 8) assert.equal(read, undefined)
        if (read) assert.notDeepEqual(read, parsePublicEntry(entry))
      }
    }
    assert.ok(lintEntry(concat(entry, bytes(' '))))
  }
})
