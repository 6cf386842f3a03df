// What a transfer's states, acts and reasons are called here.
import { type TransferReason, transferReasons } from '@citycop/protocol/reports/work-reasons.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import type { TransferAct } from '../worker/commands.ts'
import type { TransferState } from './transfer-state.ts'

export const stateWords: Readonly<Record<TransferState, MessageKey>> = {
  allowed: 'desk-transfer.allowed',
  agreed: 'desk-transfer.agreed',
  second: 'desk-transfer.second-short',
  asks: 'desk-transfer.asks',
  asked: 'desk-transfer.asked',
  'needs-second': 'desk-transfer.needs-second',
  waits: 'desk-transfer.waits',
}
export const doWords: Readonly<Record<TransferAct, MessageKey>> = {
  hand: 'desk-transfer.do-hand',
  ask: 'desk-transfer.do-ask',
  second: 'desk-transfer.do-second',
}
export const doneWords: Readonly<Record<TransferAct, MessageKey>> = {
  hand: 'desk-transfer.done',
  ask: 'desk-transfer.done-ask',
  second: 'desk-transfer.done-second',
}

const reasons: Readonly<Record<TransferReason, MessageKey>> = {
  'other-district': 'reports.transfer-reason.other-district',
  'other-task': 'reports.transfer-reason.other-task',
  'not-impartial': 'reports.transfer-reason.not-impartial',
  'danger-to-life': 'reports.transfer-reason.danger-to-life',
}
export const transferReason = (reason: TransferReason): string => say(reasons[reason])
export const transferReasonOptions = () =>
  transferReasons.map((value) => {
    const said = transferReason(value)
    return { value, label: said.charAt(0).toLocaleUpperCase() + said.slice(1) }
  })
