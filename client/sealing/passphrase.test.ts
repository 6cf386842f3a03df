import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { fromHex, toHex } from '@citycop/protocol/contract/bytes.ts'
import { passphraseKeys } from './derive.ts'
import golden from './derive.vectors.json' with { type: 'json' }
import { fromWords, newPassphrase, toWords, WrongWords, wordLanguages, wordsFor } from './passphrase.ts'

const refused = async (typed: string) =>
  fromWords(typed).then(
    () => 'read',
    (error: unknown) => error instanceof WrongWords && [error.reason, error.position],
  )

test('too few words, a word that is in no list, and words in the wrong order are told apart', async () => {
  const words = [
    'legal',
    'winner',
    'thank',
    'year',
    'wave',
    'sausage',
    'worth',
    'useful',
    'legal',
    'winner',
    'thank',
    'yellow',
  ]
  assert.deepEqual(await refused(words.slice(1).join(' ')), ['count', undefined])
  assert.deepEqual(await refused(words.with(4, 'waev').join(' ')), ['unknown', 5])
  assert.deepEqual(await refused(words.toReversed().join(' ')), ['checksum', undefined])
  assert.equal(toHex(await fromWords(` ${words.join(',\n').toUpperCase()} `)), '7f'.repeat(16)) // BIP39's own vector
})

test('words written in any of the languages lead back to the same bytes', async () => {
  for (let i = 0; i < 20; i++) {
    const r = newPassphrase()
    for (const language of wordLanguages) assert.deepEqual(await fromWords((await toWords(r, language)).join(' ')), r)
  }
})

for (const { suite, r, mailbox, mailboxPk, recipient, tagKey, noticeKey, reference } of golden)
  test(`a fixed passphrase gives the keys that another implementation must get (${suite})`, async () => {
    const keys = await passphraseKeys({ instance: 'testville', suite: suite === 'pq' ? 'pq' : 'classic' }, fromHex(r))
    assert.deepEqual(
      [keys.mailbox, keys.mailboxPk, keys.recipient, toHex(keys.tagKey), toHex(keys.noticeKey), keys.reference],
      [mailbox, mailboxPk, recipient, tagKey, noticeKey, reference],
    )
  })

test('keys do not print', async () => {
  const keys = await passphraseKeys({ instance: 'testville', suite: 'classic' }, newPassphrase())
  assert.deepEqual(
    [JSON.stringify({ keys }), inspect(keys), `${keys}`],
    ['{"keys":"[sealed]"}', '[sealed]', '[sealed]'],
  )
})

test('somebody whose language has no list gets English words, and never none', () => {
  assert.deepEqual(['it', 'pt', 'ga', 'ro', 'de'].map(wordsFor), ['it', 'pt', 'en', 'en', 'en'])
})
