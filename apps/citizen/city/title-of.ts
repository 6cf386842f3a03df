// A unit's title in the person's language, or in the first one the city wrote it in.
type Titled = { id: string; title: Readonly<Record<string, string>> }

export const titleOf = (unit: Titled, language: string): string =>
  unit.title[language] ?? unit.title.en ?? Object.values(unit.title)[0] ?? unit.id
