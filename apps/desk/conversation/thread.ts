// The messages as a conversation: the report itself stands above it, as fields.
import { say } from '@citycop/ui/messages.svelte.ts'
import { closingName } from '../reports/report-words.ts'
import type { MessageView } from '../worker/commands.ts'

// Each side's own order is fixed by its chain. A time is only what the writer's clock said: it orders the two sides between them.
export function inOrder(messages: readonly MessageView[]): MessageView[] {
  const sides = (['citizen', 'unit'] as const).map((from) =>
    messages.filter((one) => one.from === from && one.kind !== 'report').sort((one, other) => one.seq - other.seq),
  )
  const [citizen = [], unit = []] = sides
  const thread: MessageView[] = []
  while (citizen.length > 0 || unit.length > 0) {
    const [asked, said] = [citizen[0], unit[0]]
    const fromCitizen = asked !== undefined && (said === undefined || asked.at <= said.at)
    thread.push((fromCitizen ? citizen.shift() : unit.shift()) as MessageView)
  }
  return thread
}

export function sayFrom({ from, kind, reason }: MessageView): string {
  if (kind === 'contest') return say('desk-thread.from-citizen-contest')
  if (from === 'citizen') return say('desk-thread.from-citizen')
  return reason ? say('desk-thread.from-unit-closing', { reason: closingName(reason) }) : say('desk-thread.from-unit')
}
