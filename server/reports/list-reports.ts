// A page of the inbox: one statement, keyset paging, nothing of the content.
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import type { Group } from '@citycop/protocol/reports/categories.ts'
import { clocksOf } from '@citycop/protocol/reports/clocks.ts'
import type { listReports as route } from '@citycop/protocol/reports/desk-contract.ts'
import { reference } from '@citycop/protocol/reports/mailbox.ts'
import { type Status, statuses } from '@citycop/protocol/reports/workflow.ts'
import type { Context } from '../context.ts'
import { authorise, type Officer } from '../policy/authorise.ts'

const page = 100
type Row = {
  ref: Buffer
  mailbox: Buffer
  unit: string
  epoch: number
  group: Group
  day: string
  size_class: number
  status: Status
  acknowledged_on: string | null
  answered_on: string | null
  ends_on: string
  assignee: string | null
  opened: boolean
  messages: number
  message_ids: Buffer[]
  blob_objects: Buffer[] | null
}

const statement = `
  select r.ref, r.mailbox, r.unit, m.epoch, r."group", r.day, m.size_class, r.status, r.acknowledged_on, r.answered_on, r.ends_on,
    r.assignee, r.opened, m.messages, m.message_ids, b.blob_objects
  from (
    select * from report
    where city = $1 and unit = any ($2) and status = any ($3) and ($4::bytea is null or ref = $4)
      and ($5::date is null or (ends_on, ref) > ($5, $6::bytea))
    order by ends_on, ref limit $7
  ) r
  cross join lateral (
    select max(epoch) as epoch, max(size_class) as size_class, count(*)::int as messages, array_agg(id) as message_ids
    from message where city = r.city and report = r.ref
  ) m
  left join lateral (
    select array_agg(object) as blob_objects from blob where city = r.city and report = r.ref
  ) b on true
  order by r.ends_on, r.ref`

export async function listReports(
  { database, city, policy }: Context,
  officer: Officer,
  wanted: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const units = wanted.unit === undefined ? officer.units : [wanted.unit]
  for (const unit of units) authorise(officer, 'report:list', { unit })
  const [endsOn, after] = wanted.after?.split('/') ?? []
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
    ],
    'list-reports',
  )
  const last = rows.length > page ? rows[page - 1] : undefined
  const reports = rows.slice(0, page).map((row) => ({
    ref: row.ref.toString('hex'),
    reference: reference(row.mailbox.toString('hex')),
    unit: row.unit,
    epoch: row.epoch,
    group: row.group,
    day: row.day,
    sizeClass: row.size_class,
    status: row.status,
    clocks: clocksOf(row.day, policy, row.acknowledged_on, row.answered_on),
    endsOn: row.ends_on,
    mine: row.assignee === officer.keyId,
    taken: row.assignee !== null,
    messages: row.messages,
    files: row.blob_objects?.length ?? 0,
    opened: row.opened,
    objects: [...row.message_ids, ...(row.blob_objects ?? [])].map((hash) => hash.toString('hex')).sort(),
  }))
  return last ? { reports, next: `${last.ends_on}/${last.ref.toString('hex')}` } : { reports }
}
