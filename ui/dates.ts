// Days and moments as people say them. A civil day ('2026-11-03') has no zone: it is said as it stands, wherever the phone is.
import type { Language } from './languages.ts'

// English as it is written in Europe: the day before the month, and 24 hours.
export const locales: Record<Language, string> = { en: 'en-GB', it: 'it-IT' }

export function sayDay(day: string, language: Language): string {
  const at = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return Number.isNaN(at.getTime()) ? day : new Intl.DateTimeFormat(locales[language], style).format(at)
}

export function sayMoment(moment: string, language: Language): string {
  const at = new Date(moment)
  const style = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  return Number.isNaN(at.getTime()) ? moment : new Intl.DateTimeFormat(locales[language], style).format(at)
}
