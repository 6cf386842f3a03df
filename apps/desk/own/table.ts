// The unit's own work as a table: which column it is sorted by, and which way. Pure.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { groups } from '@citycop/protocol/reports/categories.ts'
import { statuses } from '@citycop/protocol/reports/workflow.ts'

export type OwnRow = Pick<InboxRow, 'ref' | 'reference' | 'group' | 'day' | 'status'>
export const columns = ['reference', 'group', 'day', 'status'] as const
export type Column = (typeof columns)[number]
export type Order = { readonly by: Column; readonly down: boolean }

const rank: Record<Column, (row: OwnRow) => string | number> = {
  reference: (row) => row.reference,
  group: (row) => groups.indexOf(row.group),
  day: (row) => row.day,
  status: (row) => statuses.indexOf(row.status),
}

/** Of two that are equal, the older stands first, whichever way the column goes. */
export function inOrder(rows: readonly OwnRow[], { by, down }: Order): OwnRow[] {
  const [of, way] = [rank[by], down ? -1 : 1]
  const compare = (one: string | number, other: string | number) => (one < other ? -1 : one > other ? 1 : 0)
  return rows.toSorted((one, other) => way * compare(of(one), of(other)) || compare(one.day, other.day))
}

/** The same column again turns it round. */
export const turned = (order: Order, by: Column): Order => ({ by, down: order.by === by && !order.down })
