// Browsers know how most languages say a day, a list or a country. Of a language that one of the large ones does not know, the words are
// ours on every device, so that a screen reads the same everywhere; they come with its messages (speak), and nobody else fetches them.
import type { Language } from './languages.ts'

export type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'
export type DayParts = { readonly year: number; readonly month: number; readonly day: number }
export type Length = 'long' | 'short'
export type OwnWords = {
  readonly day: (day: DayParts, length: Length) => string
  readonly moment: (day: string, time: string, length: Length) => string
  readonly list: (items: readonly string[]) => string
  readonly unit: (count: number, unit: Unit) => string
  readonly ago: (count: number, unit: Unit, numeric: 'auto' | 'always') => string
  readonly regions: Readonly<Record<string, string>>
  readonly languages: Readonly<Record<string, string>>
}

const taken = new Map<Language, OwnWords>()
export const ownWords = (language: Language): OwnWords | undefined => taken.get(language)
export const takeOwnWords = (language: Language, words: OwnWords): void => void taken.set(language, words)
