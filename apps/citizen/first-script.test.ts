import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstScript } from './first-script.ts'

const imports: Readonly<Record<string, string[]>> = {
  main: ['app'],
  app: ['button'],
  button: [],
  later: ['button', 'own'],
  own: [],
}
const modules = { getModuleInfo: (id: string) => ({ importedIds: imports[id] ?? [] }) }

test('the first screen comes in one script, and nothing that only a later screen needs comes with it', () => {
  const name = firstScript('main')
  assert.deepEqual(
    ['app', 'button'].map((id) => name(id, modules)),
    ['first', 'first'],
  )
  assert.deepEqual(
    ['main', 'later', 'own'].map((id) => name(id, modules)),
    [null, null, null],
  )
})
