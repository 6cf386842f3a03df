// On what a transfer to a unit could rest now, as far as this desk can see. The server asks the policy again.
import { consentState } from '@citycop/protocol/conversation/consent.ts'
import { isListed, type Policy } from '@citycop/protocol/policy/terms.ts'
import type { TransferBasis } from '@citycop/protocol/reports/transfer.ts'
import type { TransferReason } from '@citycop/protocol/reports/work-reasons.ts'
import type { OpenedMessage, OpenedReport } from './open-report.ts'

type Known = Pick<OpenedReport, 'group'> & {
  readonly messages: readonly Pick<OpenedMessage, 'id' | 'from' | 'consent'>[]
}
type Wanted = {
  readonly to: string
  readonly reason: TransferReason
  /** What another officer asked for this report. */
  readonly asked?: { readonly unit: string; readonly mine: boolean } | undefined
}
export type Agreed = { readonly asked: string; readonly answered: string }

/** Undefined: nobody may hand it there yet. */
export function basisFor(policy: Policy, report: Known, { to, reason, asked }: Wanted): TransferBasis | undefined {
  if (isListed(policy, report.group, to)) return 'list'
  if (agreedTo(report, to)) return 'agreed'
  return reason === 'danger-to-life' && asked?.unit === to && !asked.mine ? 'two-officers' : undefined
}

/** The person's yes to that unit: the question, and the last answer to it. */
export function agreedTo({ messages }: Pick<Known, 'messages'>, to: string): Agreed | undefined {
  for (const { id, from, consent } of messages) {
    if (from !== 'unit' || consent?.is !== 'asked' || consent.act !== 'report:transfer' || consent.to !== to) continue
    if (consentState(messages, id) !== 'yes') continue
    const answer = messages.findLast((one) => one.consent?.is === 'answered' && one.consent.of === id)
    if (answer) return { asked: id, answered: answer.id }
  }
  return undefined
}

/** Whether the person was asked, and has not answered yes. */
export const wasAsked = ({ messages }: Pick<Known, 'messages'>, to: string): boolean =>
  messages.some(({ id, consent }) => {
    if (consent?.is !== 'asked' || consent.act !== 'report:transfer' || consent.to !== to) return false
    return consentState(messages, id) === 'waiting'
  })
