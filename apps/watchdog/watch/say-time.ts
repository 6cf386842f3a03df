// How long ago, how many, who: as the language says it.
const steps = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** "2 minutes ago"; seconds only below a minute. */
export function sayAgo(seconds: number, language: string): string {
  if (seconds < 5) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second') // "now"
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  for (const [unit, length] of steps) if (seconds >= length) return ago.format(-Math.floor(seconds / length), unit)
  return ago.format(-Math.floor(seconds), 'second')
}

export const sayNames = (names: readonly string[], language: string): string =>
  new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type: 'conjunction' }).format(names)

export const sayNumber = (count: number, language: string): string => new Intl.NumberFormat(language).format(count)

export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString()
