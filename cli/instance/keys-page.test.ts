// docs/keys.md names every kind of key that the code has: each domain of a signature, each certificate, each file that init writes.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { commands } from '../commands.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const page = read('docs/keys.md')
const missing = (names: readonly string[]) => names.filter((name) => !page.includes(`\`${name}\``))

test('every domain of a signature stands on the page of the keys', () => {
  const [, listed = ''] = /export type Domain =([\s\S]*?)\n\n/.exec(read('protocol/contract/dsse.ts')) ?? []
  const domains = [...listed.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name ?? '')
  assert.ok(domains.length >= 15)
  assert.deepEqual(missing(domains), [])
})

test('every file with a key that a new city begins with stands there', () => {
  const files = [...read('cli/instance/init.ts').matchAll(/'([a-z]+\.(?:key|age|words))'/g)].map(
    ([, name]) => name ?? '',
  )
  assert.ok(files.includes('root.key') && files.includes('watchdog.age'))
  assert.deepEqual(missing(files), [])
})

test('every secret that is derived is derived for a purpose that stands there', () => {
  const said: Readonly<Record<string, string>> = {
    'passphrase/sign': '`mailbox`',
    'passphrase/age': 'twelve words',
    'log/tag': 'tagKey',
    'log/notice': 'noticeKey',
    'officer/kek': 'keyfile',
    'officer/passkey': 'what a passkey gives',
    'officer/epoch-sign/': 'the subkey of an epoch',
  }
  const sources = ['client/sealing/derive.ts', 'client/officers/keyfile.ts'].map(read).join('\n')
  const labels = [...sources.matchAll(/['`]((?:passphrase|log|officer)\/[a-z-]+\/?)/g)].map(([, label]) => label ?? '')
  assert.deepEqual([...new Set(labels)].sort(), Object.keys(said).sort())
  assert.deepEqual(
    Object.values(said).filter((words) => !page.includes(words)),
    [],
  )
})

test('every command that the pages about keys name exists', () => {
  const pages = [page, read('docs/founding.md'), read('docs/recovery.md')].join('\n')
  const named = [
    ...pages.matchAll(/`citycop ((?:unit|officer|instance|root|city|administrator|recover|policy) [a-z-]+)/g),
  ].map(([, name]) => name ?? '')
  assert.ok(named.length >= 6)
  assert.deepEqual(
    named.filter((name) => !Object.hasOwn(commands, name)),
    [],
  )
})
