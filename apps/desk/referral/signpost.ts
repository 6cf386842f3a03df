// What a person is told of a service: the city's own words, in the language of their report. The officer may change them.
import type { Service } from '@citycop/client/conversation/read-services.ts'

export const signpost = ({ title, what, reach }: Service): string =>
  [title, what, reach].filter((words) => words !== '').join('\n')

/** A text that the officer changed is kept when another service is chosen: only what nobody touched is replaced. */
export const wordsFor = (chosen: Service, before: Service | undefined, text: string): string =>
  text.trim() === '' || (before && text === signpost(before)) ? signpost(chosen) : text
