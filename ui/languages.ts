// By what each calls itself, in the order of the alphabet: English, Gaeilge, Italiano, Português, Română.
export const languages = ['en', 'ga', 'it', 'pt', 'ro'] as const
export type Language = (typeof languages)[number]

/** The first of those asked for that we speak: `pt-BR` is Portuguese, and `gaa` is not Irish. */
export function firstSpoken(asked: readonly string[]): Language | undefined {
  const codes = asked.map((one) => one.toLowerCase().split('-')[0])
  return codes.flatMap((code) => languages.filter((one) => one === code))[0]
}
