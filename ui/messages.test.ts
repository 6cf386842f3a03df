import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { format, type Message } from './format.ts'
import { languages as spoken } from './languages.ts'
import { begun, capabilities, capabilityOf, compileCatalog, keysIn, languages, messages } from './vite-messages.ts'

const root = join(import.meta.dirname, '..')
const sources = globSync(['apps/*/**/*.{svelte,ts}', 'ui/**/*.{svelte,ts}'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**', '**/*.test.ts', '**/*.spec.ts'],
}).map((file) => readFileSync(join(root, file), 'utf8'))

for (const [language, said] of Object.entries(begun)) {
  test(`every message in ${language} compiles and says what English says`, () => {
    assert.ok(Object.keys(compileCatalog(language, said)).length > 0)
  })
}

test('the languages one can choose are those in which everything is said', () => {
  assert.deepEqual([...spoken].sort(), languages)
})

test('every English catalog counts for the type of a key', () => {
  const listed = readFileSync(join(import.meta.dirname, 'message-key.ts'), 'utf8')
  const imported = [...listed.matchAll(/messages\/en\/([a-z-]+)\.json/g)].map((match) => match[1])
  assert.deepEqual(imported.sort(), capabilities)
})

test('no message lies unused, and none that is said is missing', () => {
  const used = new Set(sources.flatMap(keysIn))
  const there = Object.keys(compileCatalog('en'))
  assert.deepEqual(
    there.filter((key) => !used.has(key)),
    [],
  )
  const said = sources.flatMap((source) => [...source.matchAll(/\bsay\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''))
  assert.deepEqual(
    said.filter((key) => !there.includes(key)),
    [],
  )
})

test('a key is never pieced together: then nobody could tell that it is missing', () => {
  for (const source of sources) assert.doesNotMatch(source, /\bsay\(\s*(`|'[^']*'\s*\+)/)
})

test('an app carries only the capabilities it names, and cannot say what it does not carry', () => {
  const plugin = messages({ only: ['ui'] })
  const load = plugin.load as (this: object, id: string) => string
  const loaded = load.call({ addWatchFile: () => {} }, '\0messages:it')
  assert.match(loaded, /ui\.close/)
  assert.doesNotMatch(loaded, /reports\./)
  const transform = plugin.transform as (this: object, code: string, id: string) => void
  const refuse = (message: string) => {
    throw new Error(message)
  }
  const carried = `say('ui.close')`
  const foreign = `say("reports.status.taken")`
  assert.equal(capabilityOf('reports.status.taken'), 'reports')
  transform.call({ error: refuse }, carried, '/apps/x/App.svelte')
  assert.throws(() => transform.call({ error: refuse }, foreign, '/apps/x/App.svelte'), /does not carry 'reports'/)
  assert.throws(() => messages({ only: ['weather'] }), /there is no weather/)
})

test('a count is said as the language counts, at any depth', () => {
  const message: Message = [['n', 'plural', { one: [['n'], ' file'], other: ['#', ' files'] }], ' of ', ['who']]
  assert.equal(format('en', message, { n: 1, who: 'Ada' }), '1 file of Ada')
  assert.equal(format('it', message, { n: 12345, who: 'Ada' }), '12.345 files of Ada')
})

test('a value is said as it stands: a brace or an escape in it is no message', () => {
  assert.equal(
    format('en', ['hello ', ['name']], { name: '{n, plural, other {#}} \\x41' }),
    'hello {n, plural, other {#}} \\x41',
  )
})
