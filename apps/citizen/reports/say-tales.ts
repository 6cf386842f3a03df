// What a file told, as a list in the person's language: "place, time and device".
import type { Tale } from '@citycop/client/attachments/strip/tales.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { language, say } from '@citycop/ui/messages.svelte.ts'

const words: Record<Tale, MessageKey> = {
  place: 'files.place',
  time: 'files.time',
  device: 'files.device',
  other: 'files.other',
}

/** Browsers before 2021 know no lists; commas then do. */
export function sayTales(tales: readonly Tale[]): string {
  const said = tales.map((tale) => say(words[tale]))
  return 'ListFormat' in Intl ? new Intl.ListFormat(language()).format(said) : said.join(', ')
}
