import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fromWords } from '@citycop/client/sealing/passphrase.ts'
import { begun } from '@citycop/ui/vite-messages.ts'
import { askNobody, practiceJourney } from './practice-journey.ts'

test('in practice nothing that a Worker does can be asked for', async () => {
  await assert.rejects(askNobody('seal', { unit: '', letter: {} as never, words: '' }), /ended/)
  await assert.rejects(askNobody('submit', undefined), /ended/)
})

for (const language of Object.keys(begun).filter((one) => begun[one]?.includes('practice'))) {
  test(`the practice words of ${language} are twelve, and are nobody’s passphrase`, async () => {
    const file = join(import.meta.dirname, `../../../ui/messages/${language}/practice.json`)
    const said = JSON.parse(readFileSync(file, 'utf8'))['practice.words']
    assert.equal(practiceJourney(said).words.length, 12)
    await assert.rejects(fromWords(said))
  })
}
