import assert from 'node:assert/strict'
import { test } from 'node:test'
import { find } from './find-words.ts'

test('words that do not all stand in a report do not find it, and no words find nothing', () => {
  assert.equal(find(['A lamp at the corner'], 'lamp bicycle'), undefined)
  assert.equal(find(['A lamp at the corner'], '  '), undefined)
  assert.equal(find([undefined], 'lamp'), undefined)
})

test('case and accents do not matter, however they are typed', () => {
  for (const asked of ['citta', 'CITTÀ', 'citta\u0300']) assert.ok(find(['In città, di notte'], asked))
  assert.ok(find(['Str. Ștefan cel Mare'], 'stefan'))
  assert.ok(find(['Tá sé dorcha'], 'ta se'))
})

test('what is shown stands around the first word, and says where it was cut', () => {
  const text = `${'x '.repeat(60)}the lamp is dark ${'y '.repeat(60)}`
  const shown = find(['K7QF-2M9X', text], 'LAMP dark')
  assert.match(shown ?? '', /^….*the lamp is dark.*…$/)
  assert.ok((shown ?? '').length < 140)
  assert.equal(find(['K7QF-2M9X', 'short'], 'k7qf'), 'K7QF-2M9X')
})
