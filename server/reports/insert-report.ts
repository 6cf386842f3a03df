// Reports and everything that comes with them, as one statement: they are there whole or not at all, after one round trip. Where it was
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

export type Arrival = { readonly report: NewReport; readonly act: Act; readonly checked: CheckedRequest }

// The columns of one arrival, in the order of `valuesOf`. Rows of parameters, not arrays: bytes then travel as bytes.
const columns = {
  act: 'uuid',
  entry: 'bytea',
  ref: 'bytea',
  mailbox: 'bytea',
  mailbox_pk: 'bytea',
  tag_key: 'bytea',
  notice_key: 'bytea',
  audit_capsule: 'bytea',
  log_ref: 'bytea',
  leaf: 'bytea',
  unit: 'text',
  group: 'text',
  policy_version: 'int',
  day: 'date',
  ends_on: 'date',
  id: 'bytea',
  epoch: 'int',
  size_class: 'smallint',
  payload: 'bytea',
  header: 'bytea',
  act_payload: 'bytea',
  notice: 'bytea',
} as const

const valuesOf = ({ report, act, checked }: Arrival): unknown[] => [
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
  checked.id,
  report.epoch,
  checked.sizeClass,
  checked.payload,
  checked.header,
  act.payload,
  act.notice,
]

const statements = new Map<number, string>()

function statementFor(rows: number): string {
  const made = statements.get(rows)
  if (made !== undefined) return made
  const types = Object.values(columns)
  const row = (n: number) => `(${types.map((type, i) => `$${2 + n * types.length + i}::${type}`).join(', ')})`
  const given = Array.from({ length: rows }, (_, n) => row(n)).join(', ')
  const names = Object.keys(columns).map((name) => (name === 'group' ? '"group"' : name))
  const statement = `
  with given (${names.join(', ')}) as (values ${given}),
  acts as (insert into log_act (city, id, entry) select $1, act, entry from given),
  reports as (
    insert into report (city, ref, mailbox, mailbox_pk, tag_key, notice_key, audit_capsule, log_ref, acts, last_leaf, unit, "group",
      policy_version, day, status, ends_on)
    select $1, ref, mailbox, mailbox_pk, tag_key, notice_key, audit_capsule, log_ref, 1, leaf, unit, "group", policy_version, day,
      'received', ends_on
    from given where not exists (select from erased_report e where e.city = $1 and e.mailbox = given.mailbox)
  ),
  messages as (
    insert into message (city, report, direction, seq, id, epoch, day, size_class, payload, act)
    select $1, ref, 'citizen', 0, id, epoch, day, size_class, payload, act from given
  ),
  headers as (insert into header (city, object, report, header, act) select $1, id, ref, header, act from given),
  payloads as (insert into act_payload (city, log_ref, n, act, payload, day) select $1, log_ref, 0, act, act_payload, day from given)
  insert into notice (city, report, n, act, notice) select $1, ref, 0, act, notice from given`
  statements.set(rows, statement)
  return statement
}

/** All of them or none. */
export async function insertReports(query: Query, city: string, arrivals: readonly Arrival[]): Promise<void> {
  const values = arrivals.flatMap(valuesOf)
  await query(statementFor(arrivals.length), [city, ...values], `insert-reports-${arrivals.length}`)
}
