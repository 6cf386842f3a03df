import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { ShownKind } from './hand-over.ts'

/** What a frame is called to those who hear it. */
export const labelWords: Record<ShownKind, MessageKey> = {
  picture: 'desk-view.picture-of',
  film: 'desk-view.film-of',
  sound: 'desk-view.sound-of',
  text: 'desk-view.text-of',
}
