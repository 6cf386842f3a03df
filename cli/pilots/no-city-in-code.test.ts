// Every city is data: its name stands in pilots/, in tests, in documents and in pictures, and nowhere else.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pilotNames } from './pilot-folder.ts'

const root = join(import.meta.dirname, '../..')
const names = [
  'firenze',
  'florence',
  'lisboa',
  'lisbon',
  'bucure',
  'bucharest',
  'dublin',
  'kildare',
  'portolume',
  'porto lume',
]
const isTest = /\.(test|spec|deep)\.ts$|(^|\/)testing\//
const places = 'apps,bench,cli,client,floor,protocol,server,tools,ui'
const files = globSync(`{${places}}/**/*.{ts,mjs,js,svelte,json,css,html,sql,cedar,cedarschema}`, {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**', 'bench/results/**'],
}).filter((file) => !isTest.test(file))

test('no city’s name stands in code that cities share', () => {
  assert.ok(files.length > 300, `only ${files.length} files were looked at`)
  const looked = [...new Set([...names, ...pilotNames()])]
  const found = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8').toLowerCase()
    return looked.filter((name) => text.includes(name)).map((name) => `${file}: ${name}`)
  })
  assert.deepEqual(found, [])
})
