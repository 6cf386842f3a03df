// A size in words a person reads: kB and MB are the same in every language we speak.
import type { Language } from './languages.ts'
import { sayNumber } from './spoken.ts'

export function saySize(bytes: number, language: Language): string {
  const round = (value: number) => sayNumber(value, language, 1)
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${round(bytes / 1000)} kB` : `${round(bytes / 1_000_000)} MB`
}
