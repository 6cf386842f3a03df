// What a file told, as a list in the person's language: "place, time and device".
import type { Tale } from '@citycop/client/attachments/strip/tales.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { language, say } from '@citycop/ui/messages.svelte.ts'
import { sayList } from '@citycop/ui/spoken.ts'

const words: Record<Tale, MessageKey> = {
  place: 'files.place',
  time: 'files.time',
  device: 'files.device',
  other: 'files.other',
}

export const sayTales = (tales: readonly Tale[]): string =>
  sayList(
    tales.map((tale) => say(words[tale])),
    language(),
  )
