// What somebody at the desk must decide about a report in law, and by when. Pure: the day comes in as an argument.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { next } from '@citycop/protocol/reports/workflow.ts'

export type Decision = 'law' | 'change-law' | 'hold' | 'release' | 'review'
export type DueDecision = { what: 'law' | 'review'; by: string }
type Deciding = Pick<InboxRow, 'status' | 'triageBy' | 'reviewOn'>

/** Its law, until somebody has decided it; else the review, from its day on. */
export function dueDecision({ status, triageBy, reviewOn }: Deciding, today: string): DueDecision | undefined {
  if (triageBy !== undefined && next(status, 'report:triage')) return { what: 'law', by: triageBy }
  if (reviewOn !== undefined && reviewOn <= today && next(status, 'report:review'))
    return { what: 'review', by: reviewOn }
  return undefined
}
