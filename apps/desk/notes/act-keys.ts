// Which words say what was done. What a newer server may say and this desk does not know has words too.
import type { PastKind } from '@citycop/protocol/reports/report-acts.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'

const acts: Readonly<Record<PastKind, MessageKey>> = {
  'report:submit': 'desk-notes.act.submit',
  'report:open': 'desk-notes.act.open',
  'report:take': 'desk-notes.act.take',
  'report:assign': 'desk-notes.act.assign',
  'report:pause-clock': 'desk-notes.act.pause-clock',
  'report:note': 'desk-notes.act.note',
  'report:close': 'desk-notes.act.close',
  'report:triage': 'desk-notes.act.triage',
  'report:change-regime': 'desk-notes.act.change-regime',
  'report:review': 'desk-notes.act.review',
  'report:hold': 'desk-notes.act.hold',
  'report:release-hold': 'desk-notes.act.release-hold',
  'report:begin-reseal': 'desk-notes.act.begin-reseal',
  'report:reseal': 'desk-notes.act.reseal',
  'report:refer': 'desk-notes.act.refer',
  'report:request-transfer': 'desk-notes.act.request-transfer',
  'report:transfer': 'desk-notes.act.transfer',
  'report:agree-export': 'desk-notes.act.agree-export',
  'report:export': 'desk-notes.act.export',
  'identity:request': 'desk-notes.act.identity-request',
  'identity:approve': 'desk-notes.act.identity-approve',
  'identity:reveal': 'desk-notes.act.identity-reveal',
  'identity:review': 'desk-notes.act.identity-review',
  'report:contest': 'desk-notes.act.contest',
  'report:withdraw': 'desk-notes.act.withdraw',
  'report:undo-withdrawal': 'desk-notes.act.undo-withdrawal',
  'report:erase-files': 'desk-notes.act.erase-files',
  'message:answer': 'desk-notes.act.answer',
  'message:ask': 'desk-notes.act.ask',
  'message:send': 'desk-notes.act.send',
}

export const actKey = (action: string): MessageKey =>
  (acts as Readonly<Record<string, MessageKey>>)[action] ?? 'desk-notes.act.other'
