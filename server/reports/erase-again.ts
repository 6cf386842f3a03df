// After a backup was put back: what had been erased since it was made is erased once more.
import type { Context } from '../context.ts'
import { authorise } from '../policy/authorise.ts'
import { eraseReport } from './erase-report.ts'
import { findByLogRefs } from './store.ts'

/** Answers how many reports had come back. */
export async function eraseAgain(ctx: Context): Promise<number> {
  const reasons = new Map(ctx.erasures.earlier.map(({ logRef, reason }) => [logRef, reason]))
  const back = await findByLogRefs(ctx.database.query, ctx.city.pins.instance, [...reasons.keys()])
  for (const report of back) {
    const reason = reasons.get(Buffer.from(report.logRef).toString('hex')) ?? 'end-date'
    await eraseReport(
      ctx,
      authorise(ctx, { role: 'service' }, 'report:erase', { ...report, holdUntil: null }),
      report,
      reason,
    )
  }
  return back.length
}
