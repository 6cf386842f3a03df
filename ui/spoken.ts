// Lists, numbers, units, how long ago, countries and languages, as each language says them.
import type { Language } from './languages.ts'
import { locales } from './locales.ts'
import { ownWords, type Unit } from './own-words.ts'

/** Browsers before 2021 know no lists; commas then do. */
export const sayList = (items: readonly string[], language: Language): string =>
  ownWords(language)?.list(items) ??
  ('ListFormat' in Intl ? new Intl.ListFormat(locales[language]).format(items) : items.join(', '))

export const sayNumber = (value: number, language: Language, digits = 3): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value)

/** "6 months". */
export const sayUnit = (count: number, unit: Unit, language: Language): string =>
  ownWords(language)?.unit(count, unit) ??
  new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' }).format(count)

/** "2 minutes ago". `auto` says "now" and "yesterday", where `always` counts. */
export const sayPast = (count: number, unit: Unit, language: Language, numeric: 'auto' | 'always'): string =>
  ownWords(language)?.ago(count, unit, numeric) ??
  new Intl.RelativeTimeFormat(locales[language], { numeric }).format(-count, unit)

/** Browsers before 2021 know no names of countries; the two letters then stand for it. */
export const sayRegion = (code: string, language: Language): string => nameOf('region', code, language)

export const sayLanguage = (code: string, language: Language): string => nameOf('language', code, language)

function nameOf(type: 'region' | 'language', code: string, language: Language): string {
  const own = ownWords(language)
  if (own) return (type === 'region' ? own.regions : own.languages)[code] ?? code
  try {
    return new Intl.DisplayNames(locales[language], { type }).of(code) ?? code
  } catch {
    return code // a stranger's text said so; it need not be one. Or the browser has no such names.
  }
}
