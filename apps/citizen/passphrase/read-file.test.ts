import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFile, wordsInText } from './read-file.ts'

const words = 'harbor lantern copper violin meadow orbit kitchen river silver window garden planet'
const code = 'citycop1:P57X6737P57X6737P57X6737P6D5ZXT7'

test('a file without a letter, a book and a film give no words', async () => {
  assert.deepEqual(wordsInText('12 34\n'), { why: 'no-words' })
  assert.deepEqual(wordsInText(words.repeat(20)), { why: 'no-words' })
  assert.deepEqual(await readFile(new File(['x'.repeat(20_001)], 'x.bin')), { why: 'no-words' })
})

test('the saved file gives its words; a code is found in the text around it', async () => {
  assert.deepEqual(await readFile(new File([`${words}\n`], 'words.txt', { type: 'text/plain' })), { words })
  assert.deepEqual(wordsInText(`Mine:\n${code}`), { words: code })
})

test('where the browser reads no QR pictures that is said, not guessed', async () => {
  assert.deepEqual(await readFile(new File(['x'], 'qr.png', { type: 'image/png' })), { why: 'not-here' })
})
