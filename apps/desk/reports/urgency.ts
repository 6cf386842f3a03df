// What a unit owes a report, and by when. Pure: the day comes in as an argument.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { dueDecision } from '../decisions/due-decision.ts'

export type Due = { clock: 'acknowledge' | 'answer'; by: string; days: number }
type Owing = Pick<InboxRow, 'status' | 'clocks'>
type Deciding = Owing & Pick<InboxRow, 'triageBy' | 'reviewOn'>

const settled = ['closed', 'withdrawn', 'erased'] as const
export const isSettled = (status: InboxRow['status']) => (settled as readonly string[]).includes(status)

export function due({ status, clocks }: Owing, today: string): Due | undefined {
  if (isSettled(status) || clocks.answeredOn !== undefined) return undefined // an answer also acknowledges
  const clock = clocks.acknowledgedOn === undefined ? 'acknowledge' : 'answer'
  const by = clock === 'acknowledge' ? clocks.acknowledgeBy : clocks.answerBy
  return { clock, by, days: daysBetween(today, by) }
}

// A contested closing has no clock of its own, yet somebody said the unit was wrong: it is never left for tomorrow.
export const needsToday = (row: Deciding, today: string): boolean =>
  row.status === 'contested' || daysLeft(row, today) <= 0

/** Until the first of what is owed: an answer, or a decision about it. */
const daysLeft = (row: Deciding, today: string): number => {
  const decision = dueDecision(row, today)
  return Math.min(
    due(row, today)?.days ?? Number.MAX_SAFE_INTEGER,
    decision ? daysBetween(today, decision.by) : Number.MAX_SAFE_INTEGER,
  )
}

type Listed = Deciding & Pick<InboxRow, 'day' | 'reference'>

export function byUrgency<Row extends Listed>(rows: readonly Row[], today: string): Row[] {
  const days = (row: Row) => (row.status === 'contested' ? Math.min(0, daysLeft(row, today)) : daysLeft(row, today))
  return rows
    .map((row) => ({ row, days: days(row), name: `${row.day} ${row.reference}` })) // once each: there may be ten thousand
    .sort((one, other) => one.days - other.days || (one.name < other.name ? -1 : 1))
    .map(({ row }) => row)
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)
