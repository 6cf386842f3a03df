/// <reference path="./messages.d.ts" />
// The words on the screen, in the person's language; a language is fetched when it is chosen.
import { format, type Message, type Values } from './format.ts'
import { type Language, languages } from './languages.ts'
import type { MessageKey } from './message-key.ts'

const catalogs: Record<Language, () => Promise<{ default: Readonly<Record<string, Message>> }>> = {
  en: () => import('messages:en'),
  it: () => import('messages:it'),
}
type Later = Record<Language, () => Promise<{ default: Readonly<Record<string, Message>> }>>
const later: Later[] = []
let current = $state.raw<{ language: Language; messages: Readonly<Record<string, Message>> }>({
  language: 'en',
  messages: {},
})

export const language = (): Language => current.language

// The language this device asks for, as far as we speak it. Not stored: what stays on a phone is the same for every visitor.
export function wantedLanguage(asked: readonly string[]): Language {
  const known = asked.map((one) => one.slice(0, 2)).find((one) => languages.some((ours) => ours === one))
  return languages.find((one) => one === known) ?? 'en'
}

// Offline, a language that was never fetched cannot come: then the words stay as they are, and the answer is false.
export async function speak(language: Language): Promise<boolean> {
  try {
    const parts = await Promise.all([catalogs, ...later].map((one) => one[language]()))
    document.documentElement.lang = language
    current = { language, messages: Object.assign({}, ...parts.map((one) => one.default)) }
    return true
  } catch {
    return false
  }
}

/** The words of a screen that few open: fetched with it, and from then on in whatever language is chosen. */
export async function speakAlso(words: Later): Promise<boolean> {
  if (!later.includes(words)) later.push(words)
  const spoke = await speak(current.language)
  if (!spoke) later.splice(later.indexOf(words), 1)
  return spoke
}

export const say = (key: MessageKey, values: Values = {}): string =>
  format(current.language, current.messages[key] ?? [key], values)
