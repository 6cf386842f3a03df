// What stands between a report and another unit, from what this desk knows: shown before anything is done. The server asks the policy again.

import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { basisFor, wasAsked } from '@citycop/client/reports/transfer-basis.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { TransferReason } from '@citycop/protocol/reports/work-reasons.ts'
import type { ReportView, TransferAct } from '../worker/commands.ts'

export type TransferState = 'allowed' | 'agreed' | 'second' | 'asks' | 'asked' | 'needs-second' | 'waits'
type Report = Pick<ReportView, 'group' | 'messages'>
type Chosen = { readonly to: string; readonly reason: TransferReason | undefined }

export function transferState(
  policy: Policy,
  report: Report,
  asked: InboxRow['transferAsked'],
  { to, reason }: Chosen,
): TransferState {
  const basis = basisFor(policy, report, { to, reason: reason ?? 'other-task', asked })
  if (basis === 'list') return 'allowed'
  if (basis === 'agreed') return 'agreed'
  if (basis === 'two-officers') return 'second'
  if (reason === 'danger-to-life') return asked?.unit === to ? 'waits' : 'needs-second'
  return wasAsked(report, to) ? 'asked' : 'asks'
}

/** What can be done in that state; nothing while somebody else's answer is waited for. */
export const actIn: Readonly<Record<TransferState, TransferAct | undefined>> = {
  allowed: 'hand',
  agreed: 'hand',
  second: 'hand',
  asks: 'ask',
  asked: undefined,
  'needs-second': 'second',
  waits: undefined,
}
