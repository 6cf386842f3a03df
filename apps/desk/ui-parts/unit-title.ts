import { saidIn } from '@citycop/ui/said-in.ts'
import type { City } from '../worker/commands.ts'

const said = (city: City | undefined, unit: string, language: string) =>
  saidIn(city?.units.find(({ id }) => id === unit)?.title ?? {}, language)

export const unitTitle = (city: City | undefined, unit: string, language: string): string =>
  said(city, unit, language).text || unit

/** As a choice in a list. */
export function unitOption(city: City | undefined, unit: string, language: string) {
  const { text, lang } = said(city, unit, language)
  return { value: unit, label: text || unit, lang }
}
