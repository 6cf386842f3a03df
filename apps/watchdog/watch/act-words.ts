// What a city counted, in words; the code as it stands in the log is shown beside them. What a newer city counts has its code alone.

import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import { purposeWords } from '@citycop/ui/purpose-words.ts'

const acts: Readonly<Record<string, MessageKey>> = {
  'report:submit': 'watchdog-act.submit',
  'report:open': 'watchdog-act.open',
  'report:take': 'watchdog-act.take',
  'report:assign': 'watchdog-act.assign',
  'report:pause-clock': 'watchdog-act.pause-clock',
  'report:note': 'watchdog-act.note',
  'report:triage': 'watchdog-act.triage',
  'report:change-regime': 'watchdog-act.change-regime',
  'report:review': 'watchdog-act.review',
  'report:hold': 'watchdog-act.hold',
  'report:release-hold': 'watchdog-act.release-hold',
  'message:answer': 'watchdog-act.answer',
  'message:ask': 'watchdog-act.ask',
  'message:send': 'watchdog-act.send',
  'report:close': 'watchdog-act.close',
  'report:contest': 'watchdog-act.contest',
  'report:withdraw': 'watchdog-act.withdraw',
  'report:undo-withdrawal': 'watchdog-act.undo-withdrawal',
  'report:erase-files': 'watchdog-act.erase-files',
  'report:erase': 'watchdog-act.erase',
  'report:begin-reseal': 'watchdog-act.begin-reseal',
  'report:reseal': 'watchdog-act.reseal',
  'report:refer': 'watchdog-act.refer',
  'report:request-transfer': 'watchdog-act.request-transfer',
  'report:transfer': 'watchdog-act.transfer',
  'report:agree-export': 'watchdog-act.agree-export',
  'report:export': 'watchdog-act.export',
  'notice:deferred': 'watchdog-act.deferred',
}
const purposes: Readonly<Record<string, MessageKey>> = purposeWords

type Counted = { readonly kind: string; readonly purpose?: string | undefined }

export function sayCounted({ kind, purpose }: Counted): string {
  const act = acts[kind] ?? (kind.startsWith('identity:') ? 'watchdog-act.identity' : undefined)
  const why = purpose === undefined ? undefined : purposes[purpose]
  return [act, why].flatMap((key) => (key ? [say(key)] : [])).join(' ')
}
