// The list of an officer's reports: what is asked for, and how it is put in order.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import type { OpeningReason } from '@citycop/protocol/policy/parameters.ts'
import { type Status, statuses } from '@citycop/protocol/reports/workflow.ts'
import { dueDecision } from '../decisions/due-decision.ts'
import type { Ask, ReportView } from '../worker/commands.ts'
import { byUrgency, needsToday } from './urgency.ts'

export type Filter = 'open' | 'decide' | 'all' | Status
export type Wanted = { filter: Filter; unit: string; pages: number }
export type Listing = { rows: InboxRow[]; more: boolean; at: Date }

export const filters: readonly Filter[] = ['open', 'decide', 'all', ...statuses]
const open: Status[] = ['received', 'taken', 'waiting', 'contested', 'withdrawn']

export function statusesOf(filter: Filter): Status[] | undefined {
  if (filter === 'all' || filter === 'decide') return undefined
  return filter === 'open' ? open : [filter]
}

export async function readListing(ask: Ask, { filter, unit, pages }: Wanted): Promise<Listing> {
  const status = statusesOf(filter)
  const rows: InboxRow[] = []
  let after: string | undefined
  for (let page = 0; page < pages; page++) {
    const answer = await ask('list', { ...(unit && { unit }), ...(status && { status }), ...(after && { after }) })
    rows.push(...answer.reports)
    after = answer.next
    if (after === undefined) break
  }
  return { rows, more: after !== undefined, at: new Date() }
}

// A report that a colleague has in hand is theirs to deal with; it stays in the list below, with its clock. A contest is for
// somebody else than the officer who had the report (J32).
/** Those of a listing in which something about the law is to be decided by now or by a day that is named. */
export const toDecide = (rows: readonly InboxRow[], today: string): InboxRow[] =>
  rows.filter((row) => dueDecision(row, today) !== undefined)

export function split(rows: readonly InboxRow[], today: string): { mine: InboxRow[]; others: InboxRow[] } {
  const isForMe = (row: InboxRow) => (row.status === 'contested' ? !row.mine : !row.taken || row.mine)
  const needsMe = (row: InboxRow) => needsToday(row, today) && isForMe(row)
  const sorted = byUrgency(rows, today)
  return { mine: sorted.filter(needsMe), others: sorted.filter((row) => !needsMe(row)) }
}

/** How many messages of the thread this session has not opened; a report never opened here has no number. */
export const unread = (row: InboxRow, held: ReportView | undefined): number =>
  held ? Math.max(0, row.messages - held.messages.length) : 0

/** The civil day of the city, wherever the desk stands. */
export const dayIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

export function likelyReason(row: InboxRow, held: ReportView | undefined): OpeningReason {
  if (held) return 'new-message'
  return row.opened ? 'continue-work' : 'first-reading'
}
