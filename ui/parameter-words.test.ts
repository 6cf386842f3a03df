import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { keysIn } from './vite-messages.ts'

const floor = JSON.parse(readFileSync(join(import.meta.dirname, '../floor/floor.json'), 'utf8'))

test('every parameter that the floor bounds has words, and no words stand for one that it does not', () => {
  const ids = floor.params.map(({ id }: { id: string }) => id)
  const said = keysIn(readFileSync(join(import.meta.dirname, 'parameter-words.ts'), 'utf8'))
  const named = said.flatMap((key) => /^policy-param\.([A-Z]\d+)$/.exec(key)?.[1] ?? [])
  assert.deepEqual(named.sort(), ids.sort())
})
