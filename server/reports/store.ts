// The rows of reports. Every statement names its city, and row security would hold without it.

import type { HoldGround, Regime } from '@citycop/protocol/policy/parameters.ts'
import type { Policy, RetentionClass } from '@citycop/protocol/policy/terms.ts'
import type { Group } from '@citycop/protocol/reports/categories.ts'
import type { Clocks } from '@citycop/protocol/reports/clocks.ts'
import { clocksOf } from '@citycop/protocol/reports/clocks.ts'
import type { PauseReason } from '@citycop/protocol/reports/work-reasons.ts'
import type { Status } from '@citycop/protocol/reports/workflow.ts'
import type { Logged } from '../log/append.ts'
import type { Query } from '../platform/database.ts'

export type Report = Logged & {
  readonly ref: Buffer
  readonly mailbox: string
  readonly mailboxPk: Buffer
  readonly unit: string
  readonly group: Group
  readonly day: string
  readonly status: Status
  readonly statusBefore: Status | null
  readonly reason: string | null
  readonly acknowledgedOn: string | null
  readonly answeredOn: string | null
  readonly endsOn: string
  readonly eraseOn: string | null
  readonly policyVersion: number
  readonly regime: Regime
  readonly retentionClass: RetentionClass | null
  readonly protected: boolean
  readonly triagedOn: string | null
  readonly closedOn: string | null
  readonly reviewOn: string | null
  readonly restricted: boolean
  readonly holdGround: HoldGround | null
  readonly holdBy: string | null
  /** The last day of a hold; one that has passed holds nothing. */
  readonly holdUntil: string | null
  readonly opened: boolean
  readonly assignee: string | null
  readonly closedBy: string | null
  /** Of the clock of the first answer: days in all, and the last pause. */
  readonly pausedDays: number
  readonly pausedUntil: string | null
  readonly pausedReason: PauseReason | null
}
export type Row = {
  ref: Buffer
  mailbox: Buffer
  mailbox_pk: Buffer
  tag_key: Buffer
  notice_key: Buffer
  log_ref: Buffer
  acts: number
  last_leaf: Buffer
  unit: string
  group: Group
  day: string
  status: Status
  status_before: Status | null
  reason: string | null
  acknowledged_on: string | null
  answered_on: string | null
  ends_on: string
  erase_on: string | null
  policy_version: number
  regime: Regime
  retention_class: RetentionClass | null
  protected: boolean
  triaged_on: string | null
  closed_on: string | null
  review_on: string | null
  restricted: boolean
  hold_ground: HoldGround | null
  hold_by: string | null
  hold_until: string | null
  opened: boolean
  assignee: string | null
  closed_by: string | null
  paused_days: number
  paused_until: string | null
  paused_reason: PauseReason | null
}

export const columns = `ref, mailbox, mailbox_pk, tag_key, notice_key, log_ref, acts, last_leaf, unit, "group", day, status, status_before, reason,
  acknowledged_on, answered_on, ends_on, erase_on, opened, assignee, closed_by, policy_version, regime, retention_class, protected, triaged_on, closed_on,
  review_on, restricted, hold_ground, hold_by, hold_until, paused_days, paused_until, paused_reason`

export const asReport = (row: Row): Report => ({
  ref: row.ref,
  mailbox: row.mailbox.toString('hex'),
  mailboxPk: row.mailbox_pk,
  tagKey: row.tag_key,
  noticeKey: row.notice_key,
  logRef: row.log_ref,
  acts: row.acts,
  lastLeaf: row.last_leaf,
  unit: row.unit,
  group: row.group,
  day: row.day,
  status: row.status,
  statusBefore: row.status_before,
  reason: row.reason,
  acknowledgedOn: row.acknowledged_on,
  answeredOn: row.answered_on,
  endsOn: row.ends_on,
  eraseOn: row.erase_on,
  policyVersion: row.policy_version,
  regime: row.regime,
  retentionClass: row.retention_class,
  protected: row.protected,
  triagedOn: row.triaged_on,
  closedOn: row.closed_on,
  reviewOn: row.review_on,
  restricted: row.restricted,
  holdGround: row.hold_ground,
  holdBy: row.hold_by,
  holdUntil: row.hold_until,
  opened: row.opened,
  assignee: row.assignee,
  closedBy: row.closed_by,
  pausedDays: row.paused_days,
  pausedUntil: row.paused_until,
  pausedReason: row.paused_reason,
})

export async function findByRef(query: Query, city: string, ref: string): Promise<Report | undefined> {
  const [row] = await query<Row>(
    `select ${columns} from report where city = $1 and ref = $2`,
    [city, Buffer.from(ref, 'hex')],
    'report-by-ref',
  )
  return row && asReport(row)
}

/** By the log's random names for them, in hexadecimal. */
export async function findByLogRefs(query: Query, city: string, refs: readonly string[]): Promise<Report[]> {
  const names = refs.map((ref) => Buffer.from(ref, 'hex'))
  const rows = await query<Row>(`select ${columns} from report where city = $1 and log_ref = any ($2)`, [city, names])
  return rows.map(asReport)
}

export async function findByMailbox(query: Query, city: string, mailbox: string): Promise<Report | undefined> {
  const [row] = await query<Row>(
    `select ${columns} from report where city = $1 and mailbox = $2`,
    [city, Buffer.from(mailbox, 'hex')],
    'report-by-mailbox',
  )
  return row && asReport(row)
}

/** The report, held for this transaction: its acts are counted one after the other. */
export async function lockReport(query: Query, city: string, ref: Uint8Array): Promise<Report | undefined> {
  const [row] = await query<Row>(
    `select ${columns} from report where city = $1 and ref = $2 for update`,
    [city, ref],
    'lock-report',
  )
  return row && asReport(row)
}

export type Change = Partial<
  Pick<
    Report,
    | 'unit'
    | 'status'
    | 'statusBefore'
    | 'reason'
    | 'acknowledgedOn'
    | 'answeredOn'
    | 'endsOn'
    | 'eraseOn'
    | 'regime'
    | 'retentionClass'
    | 'protected'
    | 'triagedOn'
    | 'closedOn'
    | 'reviewOn'
    | 'restricted'
    | 'holdGround'
    | 'holdBy'
    | 'holdUntil'
    | 'opened'
    | 'assignee'
    | 'closedBy'
    | 'pausedDays'
    | 'pausedUntil'
    | 'pausedReason'
  >
>
const columnOf: Record<keyof Change, string> = {
  unit: 'unit',
  status: 'status',
  statusBefore: 'status_before',
  reason: 'reason',
  acknowledgedOn: 'acknowledged_on',
  answeredOn: 'answered_on',
  endsOn: 'ends_on',
  eraseOn: 'erase_on',
  regime: 'regime',
  retentionClass: 'retention_class',
  protected: 'protected',
  triagedOn: 'triaged_on',
  closedOn: 'closed_on',
  reviewOn: 'review_on',
  restricted: 'restricted',
  holdGround: 'hold_ground',
  holdBy: 'hold_by',
  holdUntil: 'hold_until',
  opened: 'opened',
  assignee: 'assignee',
  closedBy: 'closed_by',
  pausedDays: 'paused_days',
  pausedUntil: 'paused_until',
  pausedReason: 'paused_reason',
}

/** Writes a change together with the act that made it. */
export async function updateReport(
  query: Query,
  city: string,
  ref: Uint8Array,
  leaf: Uint8Array,
  change: Change,
): Promise<void> {
  const names = (Object.keys(change) as (keyof Change)[]).filter((name) => change[name] !== undefined)
  const sets = names.map((name, i) => `, ${columnOf[name]} = $${i + 4}`).join('')
  await query(`update report set acts = acts + 1, last_leaf = $3${sets} where city = $1 and ref = $2`, [
    city,
    ref,
    leaf,
    ...names.map((name) => change[name]),
  ])
}

type Clocked = Pick<Report, 'day' | 'acknowledgedOn' | 'answeredOn' | 'pausedDays' | 'pausedUntil' | 'pausedReason'>
export const clocksFor = (report: Clocked, policy: Policy): Clocks =>
  clocksOf(report.day, policy, report.acknowledgedOn, report.answeredOn, {
    days: report.pausedDays,
    until: report.pausedUntil,
    reason: report.pausedReason,
  })

export const isHeld = ({ holdUntil }: Pick<Report, 'holdUntil'>, today: string): boolean =>
  holdUntil !== null && holdUntil >= today
