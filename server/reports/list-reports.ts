// A page of the inbox: one statement for the city, the units and what is not over, keyset paging, nothing of the content; then each row
// is decided, equal ones together.
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import type { listReports as route } from '@citycop/protocol/reports/desk-contract.ts'
import { statuses } from '@citycop/protocol/reports/workflow.ts'
import type { Context } from '../context.ts'
import { authorise, type Officer } from '../policy/authorise.ts'
import { isVisible, type Row, rowsOf, shownTo } from './inbox-row.ts'

const page = 100

const statement = rowsOf(`
    select * from report
    where city = $1 and unit = any ($2) and status = any ($3) and ($4::bytea is null or ref = $4)
      and (ends_on >= $8 or hold_until >= $8) -- what is over awaits its erasure: it may not fill a page
      and (not $9::boolean or exists (
        select from export_agreed e where e.city = report.city and e.report = report.ref and e.unit = report.unit and e.until >= $8))
      and ($5::date is null or (ends_on, ref) > ($5, $6::bytea))
    order by ends_on, ref limit $7
  `)

export async function listReports(
  ctx: Context,
  officer: Officer,
  wanted: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const units = wanted.unit === undefined ? officer.units : [wanted.unit]
  const { database, city, clock } = ctx
  for (const unit of units) authorise(ctx, officer, 'report:list', { unit, protected: false })
  const [endsOn, after] = wanted.after?.split('/') ?? []
  const today = clock.today()
  const rows = await database.query<Row>(
    statement,
    [
      city.pins.instance,
      units,
      wanted.status ?? statuses,
      wanted.ref === undefined ? null : Buffer.from(wanted.ref, 'hex'),
      endsOn ?? null,
      after === undefined ? null : Buffer.from(after, 'hex'),
      page + 1,
      today,
      wanted.agreed ?? false,
    ],
    'list-reports',
  )
  const last = rows.length > page ? rows[page - 1] : undefined
  const visible = rows.slice(0, page).filter((row) => isVisible(ctx, officer, row))
  const reports = visible.map((row) => shownTo(ctx, officer, row))
  return last ? { reports, next: `${last.ends_on}/${last.ref.toString('hex')}` } : { reports }
}
