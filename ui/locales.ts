// English as it is written in Europe: the day before the month, and 24 hours. Irish numbers and clocks are those of Ireland's English; its
// words are our own (own-words.ts).
import type { Language } from './languages.ts'

export const locales: Record<Language, string> = { en: 'en-GB', ga: 'en-IE', it: 'it-IT', pt: 'pt-PT', ro: 'ro-RO' }
