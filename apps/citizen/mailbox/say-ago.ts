// How long ago, in the largest unit that is not silly. A device whose clock is behind hears of no future.
import type { Language } from '@citycop/ui/languages.ts'
import { sayPast } from '@citycop/ui/spoken.ts'

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

export function sayAgo(at: number, now: Date, language: Language): string {
  const seconds = Math.max(0, Math.round(now.getTime() / 1000 - at))
  const [unit, size] = units.find(([, size]) => seconds >= 2 * size) ?? (['second', 1] as const)
  return sayPast(Math.floor(seconds / size), unit, language, 'auto')
}
