import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sayDay, sayMoment, sayShortDay, sayTime } from './dates.ts'
import { firstSpoken, languages } from './languages.ts'
import { sayLanguage, sayList, sayNumber, sayPast, sayRegion, sayUnit } from './spoken.ts'

test('no app asks the browser by itself how a language says something: Chromium would answer in American English', () => {
  const root = join(import.meta.dirname, '../apps')
  const files = globSync('*/**/*.{svelte,ts}', {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.{test,spec}.ts'],
  })
  assert.ok(files.length > 100)
  // A locale that stands there as it is, for a day that is reckoned with, is nobody's language.
  const asking = files.filter((file) =>
    /\bIntl\.\w+\((?!')|toLocale\w*String\(/.test(readFileSync(join(root, file), 'utf8')),
  )
  assert.deepEqual(asking, [])
})

test('a day is said as each language says it, the day before the month', () => {
  const said = Object.fromEntries(languages.map((one) => [one, sayDay('2026-11-03', one)]))
  assert.deepEqual(
    { ...said, ga: '' }, // irish.test.ts
    { en: '3 November 2026', ga: '', it: '3 novembre 2026', pt: '3 de novembro de 2026', ro: '3 noiembrie 2026' },
  )
  assert.equal(sayShortDay('2026-11-03', 'ro'), '3 nov. 2026')
  assert.match(sayMoment('2026-11-03T12:00:00Z', 'ro'), /^3 noiembrie 2026 la \d\d:00$/)
  assert.match(sayTime(new Date('2026-11-03T12:00:00Z'), 'pt'), /^\d\d:00$/)
  for (const one of languages) assert.equal(sayMoment('no moment', one), 'no moment')
})

test('lists, numbers, spans, the past and names are said in European Portuguese and in Romanian', () => {
  assert.deepEqual([sayList(['a', 'b', 'c'], 'pt'), sayList(['a', 'b', 'c'], 'ro')], ['a, b e c', 'a, b și c'])
  assert.deepEqual([sayNumber(1234.56, 'pt', 1), sayNumber(12_345, 'ro')], ['1234,6', '12.345'])
  assert.deepEqual([sayUnit(6, 'month', 'pt'), sayUnit(20, 'day', 'ro')], ['6 meses', '20 de zile'])
  assert.deepEqual([sayPast(2, 'day', 'ro', 'always'), sayPast(0, 'second', 'pt', 'auto')], ['acum 2 zile', 'agora'])
  assert.deepEqual([sayRegion('IE', 'ro'), sayLanguage('ga', 'pt')], ['Irlanda', 'irlandês'])
  assert.deepEqual([sayRegion('?', 'en'), sayLanguage('no such thing', 'it')], ['?', 'no such thing'])
})

test('the first language that we speak counts, whatever its country, and none stands for another with a like code', () => {
  assert.equal(firstSpoken(['de', 'pt-BR', 'en']), 'pt')
  assert.equal(firstSpoken(['gan-CN', 'enm', 'itl']), undefined)
  assert.equal(firstSpoken([]), undefined)
})
