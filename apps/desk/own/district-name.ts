import type { Boundary } from '@citycop/ui/city-picture.ts'

/** What a district is called in this language, or in the first that the city has. */
export function districtName({ features: [, ...districts] }: Boundary, id: string, language: string): string {
  const name = districts.find(({ properties }) => properties.id === id)?.properties.name
  return name?.[language] ?? Object.values(name ?? {})[0] ?? id
}
