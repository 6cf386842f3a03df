// In which languages the apps say everything: derived from the catalogues, never declared.

/** Language to its messages by key. */
export type Catalogues = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Those that have, not empty, every key that English has. */
export function completeLanguages(catalogues: Catalogues): string[] {
  const wanted = Object.keys(catalogues.en ?? {})
  if (wanted.length === 0) return [] // without English nobody knows what there is to say
  return Object.keys(catalogues).filter((one) => wanted.every((key) => isSaid(catalogues[one]?.[key])))
}

const isSaid = (message: unknown): boolean =>
  typeof message === 'string' ? message.trim() !== '' : message !== undefined && message !== null
