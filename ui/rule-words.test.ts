import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { keysIn, languages } from './vite-messages.ts'

const root = join(import.meta.dirname, '..')
const rules = [...readFileSync(join(root, 'floor/cedar/floor.cedar'), 'utf8').matchAll(/@id\("(F-[A-Z-]+)"\)/g)].map(
  (match) => match[1] ?? '',
)

// As text: the words themselves are for a browser.
const said = keysIn(readFileSync(join(import.meta.dirname, 'rule-words.ts'), 'utf8'))

for (const language of languages) {
  test(`every rule of the floor that says no is said in words in ${language}`, () => {
    const catalog = JSON.parse(readFileSync(join(root, `ui/messages/${language}/policy.json`), 'utf8'))
    assert.ok(rules.length >= 25)
    const isSaid = (key: string) => said.includes(key) && /\w+ \w+/.test(catalog[key] ?? '')
    assert.deepEqual(
      rules.filter((id) => !isSaid(`policy.rule.${id}`)),
      [],
    )
  })
}
