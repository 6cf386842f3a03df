// The twelve words: 16 random bytes R, spelt as BIP39 does. The way back to a report; nobody else has them.
import { type Bytes, concat } from '@citycop/protocol/contract/bytes.ts'
import { sha256 } from '@noble/hashes/sha2.js'

export const wordLanguages = ['en', 'it', 'pt'] as const
export type WordLanguage = (typeof wordLanguages)[number]

export type WordLists = Readonly<Record<WordLanguage, () => Promise<readonly string[]>>>
// Each list is 13 kB and is fetched when it is needed.
export const wordLists: WordLists = {
  en: async () => (await import('@scure/bip39/wordlists/english.js')).wordlist,
  it: async () => (await import('@scure/bip39/wordlists/italian.js')).wordlist,
  pt: async () => (await import('@scure/bip39/wordlists/portuguese.js')).wordlist,
}

/** `code`: a code in place of words, of which something is wrong or missing. */
export type WrongReason = 'count' | 'unknown' | 'checksum' | 'code'

export class WrongWords extends Error {
  override name = 'WrongWords'
  readonly reason: WrongReason
  /** Which of the words, from 1, is in no list. */
  readonly position: number | undefined

  constructor(reason: WrongReason, position?: number) {
    super(`the words are wrong: ${reason}`) // never the words themselves
    this.reason = reason
    this.position = position
  }
}

/** The list whose words somebody who reads this language knows best; where the standard has none of it, the English one. */
export const wordsFor = (language: string): WordLanguage => wordLanguages.find((one) => one === language) ?? 'en'

export const newPassphrase = (): Bytes => crypto.getRandomValues(new Uint8Array(16))

export const toWords = async (r: Uint8Array, language: WordLanguage): Promise<string[]> =>
  spellWords(r, await wordLists[language]())

export function spellWords(r: Uint8Array, wordlist: readonly string[]): string[] {
  const checked = concat(r, sha256(r).subarray(0, 1))
  return Array.from({ length: 12 }, (_, i) => wordlist[elevenBits(checked, i * 11)] as string)
}

/** Tries every list; the checksum decides. @throws WrongWords */
export const fromWords = (typed: string): Promise<Bytes> => readWords(typed, wordLists)

/** `first`: the list that is the likeliest; a list that is not needed is not fetched. @throws WrongWords */
export async function readWords(typed: string, lists: WordLists, first: WordLanguage = 'en'): Promise<Bytes> {
  const words =
    typed
      .normalize('NFKD')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  if (words.length !== 12) throw new WrongWords('count')
  let refusal = new WrongWords('unknown', 1)
  for (const language of [first, ...wordLanguages.filter((one) => one !== first)]) {
    const wordlist = await lists[language]()
    const numbers = words.map((word) => wordlist.indexOf(word))
    const missing = numbers.indexOf(-1)
    const r = missing === -1 ? fromNumbers(numbers) : undefined
    if (r) return r
    if (missing === -1) refusal = new WrongWords('checksum')
    else if (refusal.reason === 'unknown' && missing + 1 > (refusal.position ?? 0))
      refusal = new WrongWords('unknown', missing + 1)
  }
  throw refusal
}

function fromNumbers(numbers: readonly number[]): Bytes | undefined {
  const bits = numbers.map((number) => number.toString(2).padStart(11, '0')).join('')
  const all = Uint8Array.from({ length: 17 }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8).padEnd(8, '0'), 2))
  const r = all.slice(0, 16)
  return Number.parseInt(bits.slice(128), 2) === (sha256(r)[0] as number) >> 4 ? r : undefined
}

function elevenBits(some: Uint8Array, from: number): number {
  let number = 0
  for (let bit = from; bit < from + 11; bit++)
    number = (number << 1) | (((some[bit >> 3] as number) >> (7 - (bit & 7))) & 1)
  return number
}
