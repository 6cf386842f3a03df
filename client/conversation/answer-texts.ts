// Texts of the city with which an answer may begin: those that there are in the language of the report. Public, like what the pilot says.
import { type PublicAnswers, publicAnswers } from '@citycop/protocol/pilots/public-answers.ts'
import * as v from 'valibot'
import type { Server } from '../api/call.ts'

export type AnswerText = { readonly id: string; readonly title: string; readonly text: string }

/** None where the city has no such texts, or does not answer now: an officer can write without. */
export async function readAnswerTexts({ origin }: Server, language: string): Promise<AnswerText[]> {
  const answer = await fetch(new URL('/answers.json', origin), { credentials: 'omit', redirect: 'error' }).catch(
    () => undefined,
  )
  const said = answer?.ok ? v.safeParse(publicAnswers, await answer.json().catch(() => undefined)) : undefined
  return said?.success ? inLanguage(said.output.answers, language) : []
}

export const inLanguage = (answers: PublicAnswers['answers'], language: string): AnswerText[] =>
  answers.flatMap(({ id, title, text }) => {
    const words = text[language]
    return words === undefined ? [] : [{ id, title: title[language] ?? id, text: words }]
  })
