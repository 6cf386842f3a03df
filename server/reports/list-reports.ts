// A page of the inbox: one statement for the city, the units and what is not over, keyset paging, nothing of the content; then each row
// is decided, equal ones together.
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import type { HoldGround, Regime } from '@citycop/protocol/policy/parameters.ts'
import { endOf } from '@citycop/protocol/policy/periods.ts'
import type { RetentionClass } from '@citycop/protocol/policy/terms.ts'
import type { Group } from '@citycop/protocol/reports/categories.ts'
import { clocksOf } from '@citycop/protocol/reports/clocks.ts'
import type { listReports as route } from '@citycop/protocol/reports/desk-contract.ts'
import { reference } from '@citycop/protocol/reports/mailbox.ts'
import { type Status, statuses } from '@citycop/protocol/reports/workflow.ts'
import type { Context } from '../context.ts'
import { authorise, isAllowed, type Officer } from '../policy/authorise.ts'

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
  closed_by: string | null
  regime: Regime
  retention_class: RetentionClass | null
  protected: boolean
  triaged_on: string | null
  review_on: string | null
  restricted: boolean
  hold_ground: HoldGround | null
  hold_by: string | null
  hold_until: string | null
  opened: boolean
  messages: number
  message_ids: Buffer[]
  blob_objects: Buffer[] | null
}

const statement = `
  select r.ref, r.mailbox, r.unit, m.epoch, r."group", r.day, m.size_class, r.status, r.acknowledged_on, r.answered_on, r.ends_on,
    r.assignee, r.closed_by, r.regime, r.retention_class, r.protected, r.triaged_on, r.review_on, r.restricted, r.hold_ground, r.hold_by,
    r.hold_until, r.opened, m.messages, m.message_ids, b.blob_objects
  from (
    select * from report
    where city = $1 and unit = any ($2) and status = any ($3) and ($4::bytea is null or ref = $4)
      and (ends_on >= $8 or hold_until >= $8) -- what is over awaits its erasure: it may not fill a page
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
  ctx: Context,
  officer: Officer,
  wanted: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const units = wanted.unit === undefined ? officer.units : [wanted.unit]
  const { database, city, policy, clock } = ctx
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
    ],
    'list-reports',
  )
  const last = rows.length > page ? rows[page - 1] : undefined
  const visible = rows.slice(0, page).filter((row) => isAllowed(ctx, officer, 'report:list', asResource(row)))
  const reports = visible.map((row) => ({
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
    ...lawOfRow(row, policy, today, officer.keyId),
    mine: row.assignee === officer.keyId,
    taken: row.assignee !== null,
    messages: row.messages,
    files: row.blob_objects?.length ?? 0,
    opened: row.opened,
    objects: [...row.message_ids, ...(row.blob_objects ?? [])].map((hash) => hash.toString('hex')).sort(),
  }))
  return last ? { reports, next: `${last.ends_on}/${last.ref.toString('hex')}` } : { reports }
}

/** What the policies know of a row. */
const asResource = (row: Row) => ({
  unit: row.unit,
  group: row.group,
  regime: row.regime,
  retentionClass: row.retention_class,
  endsOn: row.ends_on,
  holdUntil: row.hold_until,
  restricted: row.restricted,
  status: row.status,
  protected: row.protected,
  assignee: row.assignee,
  closedBy: row.closed_by,
})

function lawOfRow(row: Row, policy: Context['policy'], today: string, keyId: string) {
  const reviewOn = row.review_on ?? endOf(row.day, policy.reviewEvery)
  const held = row.hold_ground !== null && row.hold_until !== null && row.hold_until >= today
  return {
    regime: row.regime,
    protected: row.protected,
    restricted: row.restricted,
    ...(row.retention_class === null ? {} : { retentionClass: row.retention_class }),
    ...(row.triaged_on === null ? { triageBy: addDays(row.day, Math.ceil(policy.triageHours / 24)) } : {}),
    ...(reviewOn < row.ends_on ? { reviewOn } : {}),
    ...(held && row.hold_ground && row.hold_until
      ? { hold: { ground: row.hold_ground, until: row.hold_until, mine: row.hold_by === keyId } }
      : {}),
  }
}
