import type { MessageView } from '../worker/commands.ts'

// The report itself is not among them: it stands above the conversation, as fields.
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
