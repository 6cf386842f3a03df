// What a city says in its own languages, for somebody who reads another one: which text is shown, and in which language it is.
export type Texts = Readonly<Record<string, string>>
/** `lang`: only where it is another language than the page's; a screen reader then changes its voice. */
export type SaidIn = { readonly text: string; readonly lang?: string }

export function saidIn(texts: Texts, language: string): SaidIn {
  const own = texts[language]
  if (own !== undefined) return { text: own }
  const [lang, text] = texts.en === undefined ? (Object.entries(texts)[0] ?? []) : ['en', texts.en]
  return lang === undefined || text === undefined ? { text: '' } : { text, lang }
}
