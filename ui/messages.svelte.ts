/// <reference path="./messages.d.ts" />
// The words on the screen, in the person's language; a language is fetched when it is chosen.
import { format, type Message, type Values } from './format.ts'
import { type Language, languages } from './languages.ts'
import type { MessageKey } from './message-key.ts'

const catalogs: Record<Language, () => Promise<{ default: Readonly<Record<string, Message>> }>> = {
  en: () => import('messages:en'),
  it: () => import('messages:it'),
}
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
    const { default: messages } = await catalogs[language]()
    document.documentElement.lang = language
    current = { language, messages }
    return true
  } catch {
    return false
  }
}

export const say = (key: MessageKey, values: Values = {}): string =>
  format(current.language, current.messages[key] ?? [key], values)
