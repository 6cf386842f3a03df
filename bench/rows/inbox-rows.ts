// The whole inbox, page by page, as the desk reads it.
import { type InboxRow, listReports } from '@citycop/client/reports/list-reports.ts'
import type { Stage } from './stage.ts'

const mostPages = 1000

export async function inboxRows({ desk }: Stage): Promise<InboxRow[]> {
  const rows: InboxRow[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const { reports, next } = await listReports(desk, after === undefined ? {} : { after })
    rows.push(...reports)
    if (next === undefined) return rows
    after = next
  }
  throw new Error(`the inbox has more than ${mostPages} pages`)
}
