// A line of the inbox: what the server may know of a report, and nothing of its content. The same for a page and for what changes.
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { HoldGround, Regime } from '@citycop/protocol/policy/parameters.ts'
import { endOf } from '@citycop/protocol/policy/periods.ts'
import type { RetentionClass } from '@citycop/protocol/policy/terms.ts'
import type { Group } from '@citycop/protocol/reports/categories.ts'
import { clocksOf } from '@citycop/protocol/reports/clocks.ts'
import type { listReports as route } from '@citycop/protocol/reports/desk-contract.ts'
import { reference } from '@citycop/protocol/reports/mailbox.ts'
import type { PauseReason } from '@citycop/protocol/reports/work-reasons.ts'
import type { Status } from '@citycop/protocol/reports/workflow.ts'
import type { Context } from '../context.ts'
import { isAllowed, type Officer } from '../policy/authorise.ts'

export type InboxRow = Reply<typeof route>['reports'][number]
type Agreed = Omit<NonNullable<InboxRow['exportAgreed']>[number], 'mine'>
export type Row = {
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
  paused_days: number
  paused_until: string | null
  paused_reason: PauseReason | null
  opened: boolean
  messages: number
  notes: number
  message_ids: Buffer[]
  blob_objects: Buffer[] | null
  erased_files: number
  asked_unit: string | null
  asked_by: string | null
  asked_statement: string | null
  asked_until: string | null
  agreed: Agreed[] | null
}

/** Around a statement that chooses reports. */
export const rowsOf = (chosen: string): string => `
  select r.ref, r.mailbox, r.unit, m.epoch, r."group", r.day, m.size_class, r.status, r.acknowledged_on, r.answered_on, r.ends_on,
    r.assignee, r.closed_by, r.regime, r.retention_class, r.protected, r.triaged_on, r.review_on, r.restricted, r.hold_ground, r.hold_by,
    r.hold_until, r.paused_days, r.paused_until, r.paused_reason, r.opened, m.messages, m.notes, m.message_ids, b.blob_objects, coalesce(b.erased_files, 0) as erased_files,
    t.to_unit as asked_unit, t.asked_by, t.statement as asked_statement, t.until as asked_until,
    e.agreed
  from (${chosen}) r
  cross join lateral (
    select max(epoch) as epoch, max(size_class) filter (where direction <> 'note') as size_class,
      (count(*) filter (where direction <> 'note'))::int as messages, (count(*) filter (where direction = 'note'))::int as notes,
      array_agg(id) as message_ids
    from message where city = r.city and report = r.ref
  ) m
  left join lateral (
    select array_agg(object) filter (where erased_on is null) as blob_objects,
      (count(*) filter (where erased_on is not null))::int as erased_files
    from blob where city = r.city and report = r.ref
  ) b on true
  left join lateral (
    select jsonb_agg(jsonb_build_object('officer', officer, 'until', until) order by officer) as agreed
    from export_agreed g join act_payload said on said.city = g.city and said.act = g.act
    where g.city = r.city and g.report = r.ref and g.unit = r.unit and not exists (
      -- It went to that court afterwards: nobody waits for a word any more.
      select from act_payload p cross join lateral (select convert_from(p.payload, 'UTF8')::json) as told (act)
      where p.city = g.city and p.log_ref = r.log_ref and p.n > said.n
        and told.act ->> 'kind' = 'report:export' and told.act ->> 'recipient' = encode(g.recipient, 'hex'))
  ) e on true
  left join transfer_request t on t.city = r.city and t.report = r.ref
  order by r.ends_on, r.ref`

/** Whether the policy in force shows it to this officer. */
export const isVisible = (ctx: Context, officer: Officer, row: Row): boolean =>
  isAllowed(ctx, officer, 'report:list', {
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

export function shownTo({ policy, clock }: Context, { keyId }: Officer, row: Row): InboxRow {
  const pause = { days: row.paused_days, until: row.paused_until, reason: row.paused_reason }
  return {
    ref: row.ref.toString('hex'),
    reference: reference(row.mailbox.toString('hex')),
    unit: row.unit,
    epoch: row.epoch,
    group: row.group,
    day: row.day,
    sizeClass: row.size_class,
    status: row.status,
    clocks: clocksOf(row.day, policy, row.acknowledged_on, row.answered_on, pause),
    endsOn: row.ends_on,
    ...lawOfRow(row, policy, clock.today(), keyId),
    mine: row.assignee === keyId,
    taken: row.assignee !== null,
    ...(row.assignee === null ? {} : { assignee: row.assignee }),
    ...askedOf(row, clock.today(), keyId),
    ...agreedOf(row, clock.today(), keyId),
    messages: row.messages,
    notes: row.notes,
    files: row.blob_objects?.length ?? 0,
    ...(row.erased_files > 0 ? { erasedFiles: row.erased_files } : {}),
    opened: row.opened,
    objects: [...row.message_ids, ...(row.blob_objects ?? [])].map((hash) => hash.toString('hex')).sort(),
  }
}

/** Only while somebody may still act on it. */
function askedOf({ asked_unit, asked_by, asked_statement, asked_until }: Row, today: string, keyId: string) {
  if (asked_unit === null || asked_statement === null || asked_until === null || asked_until < today) return {}
  return { transferAsked: { unit: asked_unit, mine: asked_by === keyId, statement: JSON.parse(asked_statement) } }
}

function agreedOf({ agreed }: Row, today: string, keyId: string) {
  const live = (agreed ?? []).filter(({ until }) => until >= today)
  return live.length === 0 ? {} : { exportAgreed: live.map((one) => ({ ...one, mine: one.officer === keyId })) }
}

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
