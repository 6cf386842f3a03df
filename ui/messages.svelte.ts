/// <reference path="./messages.d.ts" />
// The words on the screen, in the person's language; a language is fetched when it is chosen.
import { format, type Message, type Values } from './format.ts'
import type { Language } from './languages.ts'
import type { MessageKey } from './message-key.ts'
import { takeOwnWords } from './own-words.ts'

type Later = Record<Language, () => Promise<{ default: Readonly<Record<string, Message>> }>>
const catalogs: Later = {
  en: () => import('messages:en'),
  ga: () => import('messages:ga'),
  it: () => import('messages:it'),
  pt: () => import('messages:pt'),
  ro: () => import('messages:ro'),
}
const own: Partial<Record<Language, () => Promise<void>>> = {
  ga: () => import('./irish.ts').then(({ irish }) => takeOwnWords('ga', irish)),
}
const later: Later[] = []
let current = $state.raw<{ language: Language; messages: Readonly<Record<string, Message>> }>({
  language: 'en',
  messages: {},
})

export const language = (): Language => current.language

// Not state: whoever fetches words must not depend on those that are shown, or would fetch again each time they change.
let wanted: Language = 'en'
let [begun, shown] = [0, 0]
const fetched = new Set<Later>()

// Offline, a language that was never fetched cannot come: then the words stay as they are, and the answer is false.
export async function speak(language: Language): Promise<boolean> {
  const before = wanted
  wanted = language
  const mine = ++begun
  try {
    const [parts] = await Promise.all([
      Promise.all([catalogs, ...later].map((one) => one[language]())),
      own[language]?.(),
    ])
    if (mine < shown) return true // what was asked for later came first, and has these words too
    shown = mine
    document.documentElement.lang = language
    current = { language, messages: Object.assign({}, ...parts.map((one) => one.default)) }
    return true
  } catch {
    if (wanted === language) wanted = before
    return false
  }
}

/** The words of a screen that few open: fetched with it, and from then on in whatever language is chosen. */
export async function speakAlso(words: Later): Promise<boolean> {
  if (fetched.has(words)) return true
  if (!later.includes(words)) later.push(words)
  if (await speak(wanted)) {
    fetched.add(words)
    return true
  }
  later.splice(later.indexOf(words), 1)
  return false
}

export const say = (key: MessageKey, values: Values = {}): string =>
  format(current.language, current.messages[key] ?? [key], values)
