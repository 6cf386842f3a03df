// Typing two of the twelve words back shows that they were kept.

/** Two different places, in order. `chance` gives a number from 0 up to 1. */
export function twoPlaces(chance: () => number, count = 12): readonly [number, number] {
  const one = Math.floor(chance() * count)
  const other = (one + 1 + Math.floor(chance() * (count - 1))) % count
  return one < other ? [one, other] : [other, one]
}

/** Capitals, accents and spaces around do not matter; the word does. */
export const sameWord = (typed: string, word: string): boolean => plain(typed) === plain(word)

const plain = (word: string): string => word.trim().toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** As the client counts them: runs of letters. */
export const wordsIn = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}]+/gu) ?? []
