// A unit's title in the person's language, or in the first one the city wrote it in.
import { saidIn } from '@citycop/ui/said-in.ts'

type Titled = { id: string; title: Readonly<Record<string, string>> }

export const titleOf = (unit: Titled, language: string): string => saidIn(unit.title, language).text || unit.id

/** As a choice in a list. */
export function optionOf({ id, title }: Titled, language: string): { value: string; label: string; lang?: string } {
  const { text, ...other } = saidIn(title, language)
  return { value: id, label: text || id, ...other }
}
