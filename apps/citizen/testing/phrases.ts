// The words on the screen, by key: a spec says what it looks for as the app says it, in either language.
import { format, type Message, type Values } from '@citycop/ui/format.ts'
import type { Language } from '@citycop/ui/languages.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { compileCatalog } from '@citycop/ui/vite-messages.ts'

export type Say = (key: MessageKey, values?: Values) => string

export function phrases(language: Language): Say {
  const catalog = compileCatalog(language)
  return (key, values = {}) => format(language, catalog[key] as Message, values)
}
