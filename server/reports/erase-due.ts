// What has reached its end is erased, a few at a time; run at the start and every hour.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Context } from '../context.ts'
import { authorise } from '../policy/authorise.ts'
import { eraseReport } from './erase-report.ts'
import { findByRef } from './store.ts'

const batch = 100

/** Answers how many reports were erased. */
export async function eraseDue(ctx: Context): Promise<number> {
  const { database, city, clock } = ctx
  const { instance } = city.pins
  const today = clock.today()
  await database.query('delete from erased_report where city = $1 and until < $2', [instance, today])
  const due = await database.query<{ ref: Buffer }>(
    `select ref from report where city = $1 and least(ends_on, coalesce(erase_on, ends_on)) <= $2
       and (hold_until is null or hold_until < $2)
       and (ends_on < $2 or (status = 'withdrawn' and erase_on <= $2)) limit ${batch}`,
    [instance, today],
  )
  for (const { ref } of due) {
    const report = await findByRef(database.query, instance, ref.toString('hex'))
    if (!report) continue
    const reason = report.endsOn < today ? 'end-date' : 'withdrawn'
    const permit = authorise(ctx, { role: 'service' }, 'report:erase', report)
    await eraseReport(ctx, permit, report, reason).catch(unlessErased)
  }
  return due.length === batch ? due.length + (await eraseDue(ctx)) : due.length
}

/** Another sweep, or a transfer, came between our look and our lock: the next hour looks again. */
function unlessErased(error: unknown): void {
  if (!(error instanceof Problem && ['not-found', 'state-changed'].includes(error.code))) throw error
}
