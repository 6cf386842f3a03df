// A report and everything that comes with it, as one statement: it is there whole or not at all, after one round trip. Where it was
// erased before, it stays erased: its message then has no report, and the foreign key refuses the whole.
import type { Act } from '../log/append.ts'
import type { Query } from '../platform/database.ts'
import type { CheckedRequest } from './sealed-request.ts'

export type NewReport = {
  readonly ref: Buffer
  readonly logRef: Buffer
  readonly mailbox: string
  readonly mailboxPk: Buffer
  readonly tagKey: Buffer
  readonly noticeKey: Buffer
  readonly auditCapsule: Buffer
  readonly unit: string
  readonly epoch: number
  readonly group: string
  readonly policyVersion: number
  readonly day: string
  readonly endsOn: string
}

const statement = `
  with act as (insert into log_act (city, id, entry) values ($1, $2::uuid, $3)),
  report as (
    insert into report (city, ref, mailbox, mailbox_pk, tag_key, notice_key, audit_capsule, log_ref, acts, last_leaf, unit, "group",
      policy_version, day, status, ends_on)
    select $1, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12, $13, $14, $15::date, 'received', $16::date
    where not exists (select from erased_report where city = $1 and mailbox = $5)
  ),
  message as (
    insert into message (city, report, direction, seq, id, epoch, day, size_class, payload, act)
    values ($1, $4, 'citizen', 0, $17, $18, $15, $19, $20, $2)
  ),
  header as (insert into header (city, object, report, header, act) values ($1, $17, $4, $21, $2)),
  payload as (insert into act_payload (city, log_ref, n, act, payload, day) values ($1, $10, 0, $2, $22, $15))
  insert into notice (city, report, n, act, notice) values ($1, $4, 0, $2, $23)`

export async function insertReport(
  query: Query,
  city: string,
  report: NewReport,
  act: Act,
  { id, header, payload, sizeClass }: CheckedRequest,
): Promise<void> {
  await query(
    statement,
    [
      city,
      act.id,
      act.entry,
      report.ref,
      Buffer.from(report.mailbox, 'hex'),
      report.mailboxPk,
      report.tagKey,
      report.noticeKey,
      report.auditCapsule,
      report.logRef,
      act.leaf,
      report.unit,
      report.group,
      report.policyVersion,
      report.day,
      report.endsOn,
      id,
      report.epoch,
      sizeClass,
      payload,
      header,
      act.payload,
      act.notice,
    ],
    'insert-report',
  )
}
