// Erasing (J18): headers first, because without them every copy of a payload is noise; then all that names or holds the report.
// The access log keeps its payloads under their random name, the log its entries, and the citizen a stub that says "erased".
import { randomBytes } from 'node:crypto'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Context } from '../context.ts'
import { removeIdentity } from '../identity/keep-identity.ts'
import { appendAct, prepareAct } from '../log/append.ts'
import type { Query } from '../platform/database.ts'
import type { Permit } from '../policy/authorise.ts'
import { lawOf } from '../policy/law-of.ts'
import { holdForChange } from './find-report.ts'
import type { Report } from './store.ts'

export type ErasureReason = 'withdrawn' | 'end-date' | 'review'

export async function eraseReport(
  ctx: Context,
  permit: Permit<'report:erase'>,
  found: Report,
  reason: ErasureReason,
): Promise<void> {
  const { database, city, clock, policy, log, blobs, erasures } = ctx
  const { instance } = city.pins
  const today = clock.today()
  const until = addDays(today, policy.erasureNoticeDays)
  await erasures.remember({ day: today, logRef: Buffer.from(found.logRef).toString('hex'), reason })
  const { act, files } = await database.transaction(async ({ query }) => {
    const report = await holdForChange(query, ctx, found)
    const act = prepareAct(report, {
      kind: permit.action,
      time: today,
      actor: { role: 'service' },
      reason,
      objects: [],
      ...lawOf(ctx, policy, permit, 'service'),
    })
    await appendAct(query, instance, report, act, today, null)
    const untold = await untoldNotices(query, instance, report, today)
    await removeIdentity(query, instance, report.ref)
    const files = await removeAll(query, instance, report)
    await query(
      'insert into erased_report (city, mailbox, day, earlier_acts, until, act, notice) values ($1, $2, $3, $4, $5, $6, $7)',
      [instance, Buffer.from(report.mailbox, 'hex'), today, report.acts, until, act.id, act.notice],
    )
    await query(
      `insert into erased_notice (city, mailbox, n, act, notice)
       select $1, $2, given.* from unnest($3::int[], $4::uuid[], $5::bytea[]) as given`,
      [
        instance,
        Buffer.from(report.mailbox, 'hex'),
        untold.map((one) => one.n),
        untold.map((one) => one.act),
        untold.map((one) => one.notice),
      ],
    )
    // Random, so that nothing leads from it to the report or back.
    await query('insert into tombstone (city, id, class, day, rule) values ($1, $2, $3, $4, $5)', [
      instance,
      randomBytes(16),
      report.retentionClass,
      today,
      reason,
    ])
    return { act, files }
  })
  for (const id of files) await blobs.remove(instance, id)
  await log.number(act.id)
  ctx.changes.tell(found.ref, found.unit, true)
}

/** What the person was to be told later would never be told once the report is gone. */
const untoldNotices = (query: Query, city: string, { ref }: Report, today: string) =>
  query<{ n: number; act: string; notice: Buffer }>(
    'select n, act, notice from notice where city = $1 and report = $2 and deferred_until > $3 order by n',
    [city, ref, today],
  )

/** In the order that the foreign keys ask for. Answers which blobs are left in the store. */
async function removeAll(query: Query, city: string, { ref }: Report): Promise<string[]> {
  for (const table of [
    'header',
    'access_grant',
    'notice',
    'message',
    'report_epoch',
    'transfer_request',
    'export_agreed',
  ])
    await query(`delete from ${table} where city = $1 and report = $2`, [city, ref])
  const blobs = await query<{ id: Buffer }>('delete from blob where city = $1 and report = $2 returning id', [
    city,
    ref,
  ])
  await query('delete from report where city = $1 and ref = $2', [city, ref])
  return blobs.map((row) => row.id.toString('hex'))
}
