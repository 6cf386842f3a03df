import type { City } from '../worker/commands.ts'

export function unitTitle(city: City | undefined, unit: string, language: string): string {
  const title = city?.units.find(({ id }) => id === unit)?.title
  return title?.[language] ?? title?.en ?? unit
}
