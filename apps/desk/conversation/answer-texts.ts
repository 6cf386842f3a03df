// Texts of the city with which an answer may begin: those that there are in the language of the report. Public, like all of the pilot.
import { type PublicPilot, publicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import * as v from 'valibot'

export type AnswerText = { readonly id: string; readonly title: string; readonly text: string }

/** None where the city has no such texts, or does not answer now: an officer can write without. */
export async function readAnswerTexts(language: string): Promise<AnswerText[]> {
  const answer = await fetch('/pilot.json', { credentials: 'omit', redirect: 'error' }).catch(() => undefined)
  const said = answer?.ok ? v.safeParse(publicPilot, await answer.json().catch(() => undefined)) : undefined
  return said?.success ? inLanguage(said.output, language) : []
}

export const inLanguage = ({ answers = [] }: Pick<PublicPilot, 'answers'>, language: string): AnswerText[] =>
  answers.flatMap(({ id, title, text }) => {
    const words = text[language]
    return words === undefined ? [] : [{ id, title: title[language] ?? id, text: words }]
  })

/** The city's text stands first; what the officer had written stays. */
export const begunWith = (text: string, written: string): string =>
  written.trim() === '' ? text : `${text}\n\n${written}`
