// The passphrase in each of its spellings: drawn and spelt as words, spelt as a code, read from either.
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { newPassphrase, readWords, spellWords, wordsFor } from '@citycop/client/sealing/passphrase.ts'
import { fromCode, toCode } from '@citycop/client/sealing/passphrase-code.ts'
import type { Input, Output } from './commands.ts'
import { instance } from './held.ts'
import { fetchedLists } from './word-lists.ts'

export async function newWords({ language }: Input<'new-words'>): Promise<Output<'new-words'>> {
  const list = await fetchedLists[wordsFor(language)]()
  return spellWords(newPassphrase(), list)
}

/** @throws WrongWords */
export const readPassphrase = async (typed: string, language: string) =>
  fromCode(typed) ?? readWords(typed, fetchedLists, wordsFor(language))

export async function spellCode({ words, language }: Input<'spell-code'>): Promise<Output<'spell-code'>> {
  const r = await readPassphrase(words, language)
  const { reference } = await passphraseKeys(instance().pins, r)
  return { code: toCode(r), reference }
}
