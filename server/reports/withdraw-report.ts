// A person takes a report back. Nobody opened it: it is erased at once. Somebody did: after a wait, in which the unit sees it
// and may hold it on a legal ground, and the person may change their mind (J19).
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { withdrawReport as route } from '@citycop/protocol/reports/contract.ts'
import type { ReportAct } from '@citycop/protocol/reports/report-acts.ts'
import type { Context } from '../context.ts'
import type { ActWords } from '../log/append.ts'
import { authorise, type Permit } from '../policy/authorise.ts'
import { lawOf } from '../policy/law-of.ts'
import { changeReport } from './change-report.ts'
import { eraseReport } from './erase-report.ts'
import type { Report } from './store.ts'

type Answer = Reply<typeof route>

const words = (ctx: Context, permit: Permit<ReportAct>): ActWords => ({
  kind: permit.action,
  time: ctx.clock.today(),
  actor: { role: 'citizen' },
  objects: [],
  ...lawOf(ctx, ctx.policy, permit, 'citizen'),
})

export async function withdrawReport(ctx: Context, permit: Permit<'report:withdraw'>, found: Report): Promise<Answer> {
  const today = ctx.clock.today()
  const eraseOnOf = (report: Report) => addDays(today, report.opened ? ctx.policy.withdrawalDays : 0)
  const { report, status } = await changeReport(ctx, found, {
    transition: 'report:withdraw',
    words: () => words(ctx, permit),
    change: (report) => ({ statusBefore: report.status, eraseOn: eraseOnOf(report) }),
  })
  if (report.opened) return { status, eraseOn: eraseOnOf(report) }
  await eraseReport(ctx, authorise(ctx, { role: 'service' }, 'report:erase', found), found, 'withdrawn')
  return { status: 'erased', eraseOn: today }
}

export async function undoWithdrawal(
  ctx: Context,
  permit: Permit<'report:undo-withdrawal'>,
  found: Report,
): Promise<Answer> {
  const { status } = await changeReport(ctx, found, {
    transition: 'report:undo-withdrawal',
    words: () => words(ctx, permit),
    change: () => ({ statusBefore: null, eraseOn: null }),
  })
  return { status }
}
