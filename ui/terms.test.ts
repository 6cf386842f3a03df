// docs/languages.md names one word for one thing in each language: the catalogs say those, and never their rivals.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const names = { Italian: 'it', Portuguese: 'pt', Romanian: 'ro', Irish: 'ga' } as const
const [said = '', unsaid = '', manner = ''] = readFileSync(join(import.meta.dirname, '../docs/languages.md'), 'utf8')
  .split(/^## /m)
  .slice(1)

const rowsOf = (part: string): string[][] =>
  part
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(1, -1).split('|'))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter(([first]) => first !== '---')
    .slice(1)

/** A word of the table, with any ending where it has a star; an apostrophe is a boundary, a letter with a mark is none. */
const wordOf = (term: string): RegExp =>
  new RegExp(`(?<![\\p{L}-])${term.trim().replaceAll('*', '\\p{L}*')}(?![\\p{L}-])`, 'iu')

const catalogs = new Map(
  Object.values(names).map((language) => {
    const folder = join(import.meta.dirname, 'messages', language)
    const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
    return [language, globSync('*.json', { cwd: folder }).flatMap((file) => Object.entries(read(file)))]
  }),
)
/** A key begins with the name of its file, which is a capability. */
const keysThatSay = (language: (typeof names)[keyof typeof names], term: RegExp, where = /^/): string[] =>
  (catalogs.get(language) ?? []).filter(([key, text]) => where.test(key) && term.test(text)).map(([key]) => key)

test('no catalog says a word that its language has another for', () => {
  const rows = rowsOf(unsaid)
  assert.ok(rows.length > 10)
  for (const [language = '', terms = ''] of rows)
    for (const term of terms.split(', ')) {
      const code = names[language as keyof typeof names]
      assert.deepEqual(keysThatSay(code, wordOf(term)), [], `${code}: ${term}`)
    }
})

test('each language says the word that was chosen for each thing', () => {
  const rows = rowsOf(said)
  assert.ok(rows.length >= 25)
  for (const [english, ...words] of rows)
    for (const [at, code] of Object.values(names).entries()) {
      const term = words[at] ?? ''
      assert.ok(keysThatSay(code, wordOf(term)).length > 0, `${code} has nothing that says ${term} for ${english}`)
    }
})

test('a person is spoken to as one and the same on every screen, in Portuguese too', () => {
  assert.match(manner, /neither \*tu\* nor \*você\*/)
  const toPerson = /^(about|files|mailbox|passphrase|place|practice|problems|queue|start|submit)\./
  const formal = /(?<!\p{L})(o seu relato|as suas palavras|Escreva|Escolha|Tente|Veja|Diga)(?!\p{L})/u
  assert.deepEqual(keysThatSay('pt', formal, toPerson), [])
  const familiar = /(?<!\p{L})(podes|tenta|teus?|tuas?|contigo)(?!\p{L})/iu
  assert.deepEqual(keysThatSay('pt', familiar, /^(desk|recovery|watchdog)/), [])
})

test('Romanian has the comma below, and each language its own quotation marks', () => {
  assert.deepEqual(keysThatSay('ro', /[şţŞŢ«»“]/), [])
  assert.deepEqual(keysThatSay('it', /[“”„]/), [])
  assert.deepEqual(keysThatSay('pt', /[“”„]/), [])
  assert.deepEqual(keysThatSay('ga', /[«»„]/), [])
})
