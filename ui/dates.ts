// Days and moments as people say them. A civil day ('2026-11-03') has no zone: it is said as it stands, wherever the phone is.
import type { Language } from './languages.ts'
import { locales } from './locales.ts'
import { type Length, ownWords } from './own-words.ts'

export const sayDay = (day: string, language: Language): string => civilDay(day, language, 'long')

/** Short enough for a table. */
export const sayShortDay = (day: string, language: Language): string => civilDay(day, language, 'short')

export const sayMoment = (moment: string, language: Language): string =>
  momentIn(moment, language, 'long', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })

export const sayShortMoment = (moment: string, language: Language): string =>
  momentIn(moment, language, 'short', { dateStyle: 'medium', timeStyle: 'short' })

export const sayTime = (at: Date, language: Language): string => inWords(at, language, { timeStyle: 'short' })

function civilDay(day: string, language: Language, month: Length): string {
  const at = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return day
  const parts = { year: at.getUTCFullYear(), month: at.getUTCMonth(), day: at.getUTCDate() }
  const style = { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' } as const
  return ownWords(language)?.day(parts, month) ?? inWords(at, language, style)
}

function momentIn(moment: string, language: Language, length: Length, style: Intl.DateTimeFormatOptions): string {
  const at = new Date(moment)
  if (Number.isNaN(at.getTime())) return moment
  const own = ownWords(language)
  const parts = { year: at.getFullYear(), month: at.getMonth(), day: at.getDate() }
  return own ? own.moment(own.day(parts, length), sayTime(at, language), length) : inWords(at, language, style)
}

const inWords = (at: Date, language: Language, style: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locales[language], style).format(at)
