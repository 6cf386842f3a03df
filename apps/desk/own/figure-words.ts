import type { Outcome } from '@citycop/protocol/reports/figures.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'

export const outcomeWords: Record<Outcome, MessageKey> = {
  'in-time': 'desk-own.in-time',
  late: 'desk-own.late',
  running: 'desk-own.running',
}
/** In the order of the ages. */
export const ageWords: readonly MessageKey[] = ['desk-own.age-week', 'desk-own.age-month', 'desk-own.age-old']
