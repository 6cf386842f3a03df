// The lines of the list, as many as there are, in this Worker's memory: the page asks for a hundred at a time. They hold nothing of a
// report's content, and they end with the Worker.
import { type InboxRow, listReports } from '@citycop/client/reports/list-reports.ts'
import type { InboxNews } from '@citycop/protocol/reports/inbox-contract.ts'
import { statusesOf } from '../reports/inbox.ts'
import type { Failure } from './commands.ts'
import { failureOf } from './failures.ts'
import { desk } from './held.ts'

export type Covered = 'nothing' | 'open' | 'all'
type Reading = { of: Covered; done: Promise<void>; told: Set<string> }
type Known = {
  readonly byRef: Map<string, InboxRow>
  covered: Covered
  reading: Reading | undefined
  failure: Failure | undefined
}
export const known: Known = { byRef: new Map(), covered: 'nothing', reading: undefined, failure: undefined }

export function hear({ rows, gone }: InboxNews): void {
  for (const row of rows) known.byRef.set(row.ref, row)
  for (const ref of gone) known.byRef.delete(ref)
  for (const ref of [...rows.map((row) => row.ref), ...gone]) known.reading?.told.add(ref)
}

export const covers = (covered: Covered, wanted: Covered): boolean => covered === 'all' || covered === wanted

/** Page after page, once through; `onpage` after each. What was told meanwhile is newer than what a page says. */
export function readAll(of: Exclude<Covered, 'nothing'>, onpage: () => void): Promise<void> {
  if (known.reading && covers(known.reading.of, of)) return known.reading.done
  const told = new Set<string>()
  const reading: Reading = { of, told, done: read(of, told, onpage) }
  known.reading = reading
  reading.done = reading.done
    .catch((thrown) => {
      if (known.reading === reading) known.failure = failureOf(thrown)
    })
    .finally(() => {
      if (known.reading === reading) known.reading = undefined
      onpage()
    })
  return reading.done
}

const hearOne = (row: InboxRow, told: ReadonlySet<string>): void => {
  if (!told.has(row.ref)) known.byRef.set(row.ref, row)
}

async function read(of: Exclude<Covered, 'nothing'>, told: ReadonlySet<string>, onpage: () => void): Promise<void> {
  const status = statusesOf(of)
  const seen = new Set<string>()
  let after: string | undefined
  // What waits for a word about a court may be closed long since.
  if (status) for (const row of (await listReports(desk(), { agreed: true })).reports) hearOne(row, told)
  do {
    const page = await listReports(desk(), { ...(status && { status }), ...(after && { after }) })
    for (const row of page.reports) {
      seen.add(row.ref)
      hearOne(row, told)
    }
    after = page.next
    onpage()
  } while (after)
  const asked = (row: InboxRow) => status === undefined || status.includes(row.status)
  for (const [ref, row] of known.byRef) if (asked(row) && !seen.has(ref) && !told.has(ref)) known.byRef.delete(ref)
  known.failure = undefined
  if (known.covered !== 'all') known.covered = of
}
