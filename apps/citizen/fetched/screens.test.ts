import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { capabilityOf, keysIn } from '@citycop/ui/vite-messages.ts'
import { carries, later } from '../carried-words.ts'

const app = join(import.meta.dirname, '..')
const screens = readFileSync(join(import.meta.dirname, 'screens.ts'), 'utf8')

/** Every file that comes with this one: what it imports at once, and what that does. Types come with nothing. */
function filesFrom(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file) || !existsSync(file)) return found
  found.add(file)
  const imports = readFileSync(file, 'utf8').matchAll(/^import (?!type )(?:[^'"]*? from )?'([^']+)'/gm)
  for (const [, named = ''] of imports) {
    if (named.startsWith('.')) filesFrom(join(dirname(file), named), found)
    else if (named.startsWith('@citycop/ui/')) filesFrom(join(app, '../..', named.slice('@citycop/'.length)), found)
  }
  return found
}

const saidFrom = (file: string): Set<string> =>
  new Set([...filesFrom(file)].flatMap((one) => keysIn(readFileSync(one, 'utf8')).map(capabilityOf)))

test('the first screen, and all that comes with it, says nothing whose words are not there yet', () => {
  assert.deepEqual([...saidFrom(join(app, 'main.ts'))].sort(), carries)
})

test('a screen that is fetched comes with all the words it says, and no words come in vain', () => {
  const words = new Map(
    [...screens.matchAll(/import (\w+) from 'messages:every\/([^']+)'/g)].map(([, name, of = '']) => [
      name,
      of.split('+'),
    ]),
  )
  const fetched = [...screens.matchAll(/withWords\((\w+), import\('([^']+)'\)\)/g)]
  assert.ok(fetched.length >= 6)
  for (const [, name, file = ''] of fetched) {
    const lacking = [...saidFrom(join(import.meta.dirname, file))].filter(
      (one) => !carries.includes(one) && !words.get(name)?.includes(one),
    )
    assert.deepEqual(lacking, [], file)
  }
  assert.deepEqual([...new Set([...words.values()].flat())].sort(), later)
})
