// How long ago, as the language says it.
import type { Language } from '@citycop/ui/languages.ts'
import { sayPast } from '@citycop/ui/spoken.ts'

const steps = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** "2 minutes ago"; seconds only below a minute. */
export function sayAgo(seconds: number, language: Language): string {
  if (seconds < 5) return sayPast(0, 'second', language, 'auto') // "now"
  const [unit, length] = steps.find(([, length]) => seconds >= length) ?? (['second', 1] as const)
  return sayPast(Math.floor(seconds / length), unit, language, 'always')
}

export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString()
