// Every text that a person reads of a pilot, each with what it is.
import type { ByLanguage, Pilot } from './pilot.ts'

/** How a text begins that `citycop pilot new` left for somebody to write. */
export const unwritten = '(to be written) '

export const textsOf = (pilot: Pilot): [what: string, said: ByLanguage][] => [
  ['name', pilot.name],
  ['texts.start', pilot.texts.start],
  ['texts.meanwhile', pilot.texts.meanwhile],
  ...pilot.units.flatMap(({ id, title, hours }): [string, ByLanguage][] => [
    [`the title of ${id}`, title],
    [`the hours of ${id}`, hours],
  ]),
  ...pilot.elsewhere.map(({ id, who }): [string, ByLanguage] => [`who receives ${id}`, who]),
  ...pilot.emergency.map(({ number, says }): [string, ByLanguage] => [`emergency number ${number}`, says]),
  ...(pilot.answers ?? []).flatMap(({ id, title, text }): [string, ByLanguage][] => [
    [`the title of the answer ${id}`, title],
    [`the answer ${id}`, text],
  ]),
  ...(pilot.services ?? []).flatMap(({ id, title, what }): [string, ByLanguage][] => [
    [`the title of the service ${id}`, title],
    [`what the service ${id} is for`, what],
  ]),
  ...pilot.helplines.map(({ number, says }): [string, ByLanguage] => [`helpline ${number}`, says]),
]

/** What nobody has written in this language yet. */
export const unwrittenIn = (pilot: Pilot, language: string): string[] =>
  textsOf(pilot).flatMap(([what, said]) => (said[language]?.startsWith(unwritten) ? [what] : []))
