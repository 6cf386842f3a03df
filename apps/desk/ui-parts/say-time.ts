// Days and times, short enough for a table. Days first, in English too: the desk stands in Europe.
const region = (language: string) => (language === 'en' ? 'en-GB' : language)
const format = (language: string, style: Intl.DateTimeFormatOptions, at: Date, said: string): string =>
  Number.isNaN(at.getTime()) ? said : new Intl.DateTimeFormat(region(language), style).format(at)

/** A civil day has no zone: it is said as it stands. */
export const shortDay = (day: string, language: string): string =>
  format(
    language,
    { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
    new Date(`${day.slice(0, 10)}T00:00:00Z`),
    day,
  )

export const moment = (at: string, language: string): string =>
  format(language, { dateStyle: 'medium', timeStyle: 'short' }, new Date(at), at)

export const clockTime = (at: Date, language: string): string => format(language, { timeStyle: 'short' }, at, '')
