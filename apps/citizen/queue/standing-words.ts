// Which message says where a report stands that waited.
import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { Standing } from './decide.ts'

type Refused = Extract<Standing, { is: 'refused' }>

export const headings: Record<Standing['is'], MessageKey> = {
  waiting: 'queue.waiting',
  sending: 'queue.sending',
  sent: 'queue.sent',
  'too-late': 'queue.too-late',
  'arrived-before': 'submit.arrived-before',
  refused: 'queue.refused',
}

/** Whatever else the city refuses did not come from this phone as we sealed it. */
export function refusalWords(why: Refused['why']): MessageKey {
  if (why === 'untrusted') return 'problems.untrusted'
  return why === 'wrong-unit' ? 'problems.wrong-unit' : 'queue.refused-changed'
}
