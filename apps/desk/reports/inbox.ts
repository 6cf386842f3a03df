// The list of an officer's reports: what is asked for, and how it is put in order. Pure: the Worker holds the lines, the page shows
// a hundred of them.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import type { OpeningReason } from '@citycop/protocol/policy/parameters.ts'
import { type Group, groups } from '@citycop/protocol/reports/categories.ts'
import { type Status, statuses } from '@citycop/protocol/reports/workflow.ts'
import { dueDecision } from '../decisions/due-decision.ts'
import type { ReportView } from '../worker/commands.ts'
import { exportWaits } from './export-waits.ts'
import { byUrgency, needsToday } from './urgency.ts'

export type Filter = 'open' | 'decide' | 'all' | Status
export const whoses = ['anybody', 'mine', 'nobody', 'colleague'] as const
export type Whose = (typeof whoses)[number]
export const sorts = ['due', 'received', 'status', 'group', 'size'] as const
export type Sort = (typeof sorts)[number]
/** `unit` and `group` are empty for any. */
export type Wanted = { filter: Filter; unit: string; group: Group | ''; whose: Whose; sort: Sort }
export const atFirst = (): Wanted => ({ filter: 'open', unit: '', group: '', whose: 'anybody', sort: 'due' })

export const filters: readonly Filter[] = ['open', 'decide', 'all', ...statuses]
const open: Status[] = ['received', 'taken', 'waiting', 'contested', 'withdrawn']

export function statusesOf(filter: Filter): Status[] | undefined {
  if (filter === 'all' || filter === 'decide') return undefined
  return filter === 'open' ? open : [filter]
}

const isWhose: Record<Whose, (row: InboxRow) => boolean> = {
  anybody: () => true,
  mine: (row) => row.mine,
  nobody: (row) => !row.taken,
  colleague: (row) => row.taken && !row.mine,
}

/** What this officer may decide as the second one: that a report goes to a court, or to another unit because a life is in danger. */
export type Me = { readonly mayAgree: boolean; readonly mayTransfer: boolean }
const dangerForMe = ({ transferAsked }: InboxRow, { mayTransfer }: Me): boolean =>
  mayTransfer && transferAsked !== undefined && !transferAsked.mine
const waitsForMe = (row: InboxRow, me: Me, today: string): boolean =>
  dangerForMe(row, me) || exportWaits(row, me.mayAgree, today)?.whom === 'me'

export function matches(row: InboxRow, { filter, unit, group, whose }: Wanted, today: string, me: Me): boolean {
  const wanted = statusesOf(filter)
  const stays = filter === 'open' && waitsForMe(row, me, today) // a court may ask for what is closed
  if (wanted && !wanted.includes(row.status) && !stays) return false
  if (filter === 'decide' && dueDecision(row, today) === undefined) return false
  return (unit === '' || row.unit === unit) && (group === '' || row.group === group) && isWhose[whose](row)
}

// A report that a colleague has in hand is theirs to deal with; it stays in the list below, with its clock. A contest is for
// somebody else than the officer who had the report (J32).
const isForMe = (row: InboxRow) => (row.status === 'contested' ? !row.mine : !row.taken || row.mine)

const orders: Record<Exclude<Sort, 'due'>, (one: InboxRow, other: InboxRow) => number> = {
  received: (one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0),
  status: (one, other) => statuses.indexOf(one.status) - statuses.indexOf(other.status),
  group: (one, other) => groups.indexOf(one.group) - groups.indexOf(other.group),
  size: (one, other) => one.sizeClass - other.sizeClass,
}

export type Arranged = { mine: InboxRow[]; others: InboxRow[] }

/** Those that match, what needs this officer today first, and of that where a life is in danger, whatever else they are sorted by. */
export function arrange(rows: readonly InboxRow[], wanted: Wanted, today: string, me: Me): Arranged {
  const urgent = byUrgency(
    rows.filter((row) => matches(row, wanted, today, me)),
    today,
  )
  const sorted = wanted.sort === 'due' ? urgent : urgent.toSorted(orders[wanted.sort])
  const arranged: Arranged = { mine: [], others: [] }
  for (const row of sorted) {
    const needsMe = (isForMe(row) && needsToday(row, today)) || waitsForMe(row, me, today)
    arranged[needsMe ? 'mine' : 'others'].push(row)
  }
  const danger = (row: InboxRow) => dangerForMe(row, me)
  return { ...arranged, mine: [...arranged.mine.filter(danger), ...arranged.mine.filter((row) => !danger(row))] }
}

export const inPage = 100
export const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / inPage))

/** How many messages of the thread this session has not opened; a report never opened here has no number. */
export const unread = (row: InboxRow, held: ReportView | undefined): number =>
  held ? Math.max(0, row.messages - held.messages.length) : 0

/** Notes that a colleague added since. */
export const unreadNotes = (row: InboxRow, held: ReportView): number => Math.max(0, row.notes - held.notes.length)

/** The civil day of the city, wherever the desk stands. */
export const dayIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

export function likelyReason(row: InboxRow, held: ReportView | undefined): OpeningReason {
  if (held) return 'new-message'
  return row.opened ? 'continue-work' : 'first-reading'
}
