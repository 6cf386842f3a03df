// Which message says which value of a mailbox. What a newer server may say and this app does not know has words too.
import type { HandoverReason, handoverPurpose, OpeningReason, Purpose } from '@citycop/protocol/policy/parameters.ts'
import type { TransferBasis } from '@citycop/protocol/reports/transfer.ts'
import type { TransferReason, WorkReason } from '@citycop/protocol/reports/work-reasons.ts'
import type { CloseReason, Status } from '@citycop/protocol/reports/workflow.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { purposeWords as purposeNames } from '@citycop/ui/purpose-words.ts'

export const statusWords: Record<Status, MessageKey> = {
  received: 'reports.status.received',
  taken: 'reports.status.taken',
  waiting: 'mailbox.status.waiting',
  closed: 'reports.status.closed',
  contested: 'mailbox.status.contested',
  withdrawn: 'mailbox.status.withdrawn',
  erased: 'reports.status.erased',
}

export const statusMeans: Record<Status, MessageKey> = {
  received: 'mailbox.means.received',
  taken: 'mailbox.means.taken',
  waiting: 'mailbox.means.waiting',
  closed: 'mailbox.means.closed',
  contested: 'mailbox.means.contested',
  withdrawn: 'mailbox.means.withdrawn',
  erased: 'mailbox.erased-means',
}

export const closedWords: Record<CloseReason, MessageKey> = {
  resolved: 'mailbox.closed.resolved',
  referred: 'mailbox.closed.referred',
  'not-actionable': 'mailbox.closed.not-actionable',
  'under-investigation': 'mailbox.closed.under-investigation',
}

const acts: Record<string, MessageKey> = {
  'report:submit': 'mailbox.act.submit',
  'report:erase-files': 'mailbox.act.erase-files',
  'report:open': 'mailbox.act.open',
  'report:take': 'mailbox.act.take',
  'report:assign': 'mailbox.act.assign',
  'report:pause-clock': 'mailbox.act.pause-clock',
  'report:refer': 'mailbox.act.refer',
  'report:note': 'mailbox.act.note',
  'report:close': 'mailbox.act.close',
  'report:contest': 'mailbox.act.contest',
  'report:withdraw': 'mailbox.act.withdraw',
  'report:undo-withdrawal': 'mailbox.act.undo',
  'report:hold': 'mailbox.act.hold',
  'report:release-hold': 'mailbox.act.release-hold',
  'report:begin-reseal': 'mailbox.act.begin-reseal',
  'report:reseal': 'mailbox.act.reseal',
  'report:request-transfer': 'mailbox.act.request-transfer',
  'report:transfer': 'mailbox.act.transfer',
  'report:agree-export': 'mailbox.act.agree-export',
  'report:export': 'mailbox.act.export',
  'report:triage': 'mailbox.act.triage',
  'report:change-regime': 'mailbox.act.change-regime',
  'report:review': 'mailbox.act.review',
  'identity:request': 'mailbox.act.identity-request',
  'identity:approve': 'mailbox.act.identity-approve',
  'identity:reveal': 'mailbox.act.identity-reveal',
  'identity:review': 'mailbox.act.identity-review',
  'message:send': 'mailbox.act.send',
  'message:answer': 'mailbox.act.answer',
  'message:ask': 'mailbox.act.ask',
}
export const actWords = (action: string): MessageKey => acts[action] ?? 'mailbox.act.other'

const purposes: Record<Purpose | typeof handoverPurpose, MessageKey> = {
  ...purposeNames,
  led_prosecution_handover: 'mailbox.purpose-handover',
}
export const purposeWords = (purpose: string): MessageKey =>
  (purposes as Record<string, MessageKey>)[purpose] ?? 'mailbox.purpose-other'

export const transferReasonWords: Record<TransferReason, MessageKey> = {
  'other-district': 'reports.transfer-reason.other-district',
  'other-task': 'reports.transfer-reason.other-task',
  'not-impartial': 'reports.transfer-reason.not-impartial',
  'danger-to-life': 'reports.transfer-reason.danger-to-life',
}
export const basisWords: Record<TransferBasis, MessageKey> = {
  list: 'mailbox.transfer.list',
  agreed: 'mailbox.transfer.agreed',
  'two-officers': 'mailbox.transfer.two-officers',
}

const reasons: Record<
  OpeningReason | CloseReason | WorkReason | TransferReason | HandoverReason | 'key-change',
  MessageKey
> = {
  ...transferReasonWords,
  'prosecutor-request': 'mailbox.reason-prosecutor-request',
  'court-order': 'mailbox.reason-court-order',
  surge: 'reports.work-reason.surge',
  handover: 'reports.work-reason.handover',
  expertise: 'reports.work-reason.expertise',
  'other-office': 'reports.work-reason.other-office',
  inquiries: 'reports.work-reason.inquiries',
  'key-change': 'mailbox.reason-key-change',
  'first-reading': 'reports.opening-reason.first-reading',
  'new-message': 'reports.opening-reason.new-message',
  'continue-work': 'reports.opening-reason.continue-work',
  supervision: 'reports.opening-reason.supervision',
  'rights-request': 'reports.opening-reason.rights-request',
  resolved: 'reports.close-reason.resolved',
  referred: 'reports.close-reason.referred',
  'not-actionable': 'reports.close-reason.not-actionable',
  'under-investigation': 'reports.close-reason.under-investigation',
}
export const reasonWords = (reason: string): MessageKey =>
  (reasons as Record<string, MessageKey>)[reason] ?? 'mailbox.reason-other'
