import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportActs } from '@citycop/protocol/reports/report-acts.ts'
import { format, type Message } from '@citycop/ui/format.ts'
import { languages } from '@citycop/ui/languages.ts'
import { compileCatalog } from '@citycop/ui/vite-messages.ts'
import { actKey } from './act-keys.ts'

test('every act that can stand in a report’s history has words of its own at the desk, in every language', () => {
  assert.equal(actKey('report:not-known-here'), 'desk-notes.act.other')
  const kinds = [...reportActs.filter((kind) => kind !== 'report:erase'), 'report:not-known-here']
  for (const language of languages) {
    const catalog = compileCatalog(language, ['desk-notes'])
    const said = kinds.map((kind) => format(language, catalog[actKey(kind)] as Message, {}))
    assert.equal(new Set(said).size, said.length, language)
    for (const [i, one] of said.entries()) assert.notEqual(one, '', kinds[i])
  }
})
