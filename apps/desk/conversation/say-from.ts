// Who speaks in a conversation.
import { say } from '@citycop/ui/messages.svelte.ts'
import { closingName } from '../reports/report-words.ts'
import type { MessageView } from '../worker/commands.ts'

export function sayFrom({ from, kind, reason }: MessageView): string {
  if (kind === 'contest') return say('desk-thread.from-citizen-contest')
  if (from === 'citizen') return say('desk-thread.from-citizen')
  return reason ? say('desk-thread.from-unit-closing', { reason: closingName(reason) }) : say('desk-thread.from-unit')
}
