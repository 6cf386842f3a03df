// Every change of a report's state: hold the row, let the workflow's table decide, write the change and its act together, and
// answer when the log has signed.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { next, type Status, type Transition } from '@citycop/protocol/reports/workflow.ts'
import type { Context } from '../context.ts'
import { type Act, type ActWords, appendAct, prepareAct } from '../log/append.ts'
import type { Deferral } from '../log/defer-notice.ts'
import type { Query } from '../platform/database.ts'
import { holdForChange } from './find-report.ts'
import { type Change, type Report, updateReport } from './store.ts'

export type Changing = {
  /** The row of the workflow table. */
  readonly transition: Transition
  readonly words: (report: Report) => ActWords
  readonly change: (report: Report, status: Status) => Change
  /** The officer's signed request, kept beside the payload. */
  readonly request?: string
  /** Until when its notice waits. */
  readonly deferral?: (report: Report) => Deferral | undefined
  /** What is written with it, such as a message. */
  readonly also?: (query: Query, report: Report, act: Act) => Promise<void>
}
export type Changed = { readonly report: Report; readonly status: Status; readonly act: Act; readonly index: number }

/** @throws Problem: not-found, state-changed */
export async function changeReport(ctx: Context, found: Report, changing: Changing): Promise<Changed> {
  const { database, city, clock, log } = ctx
  const changed = await database.transaction(async ({ query }) => {
    const report = await holdForChange(query, ctx, found)
    const status = next(report.status, changing.transition, report.statusBefore ?? undefined)
    if (!status) throw new Problem('state-changed', `the report is ${report.status}`)
    const act = prepareAct(report, changing.words(report))
    const deferral = changing.deferral?.(report)
    await appendAct(query, city.pins.instance, report, act, clock.today(), changing.request ?? null, deferral)
    await changing.also?.(query, report, act)
    await updateReport(query, city.pins.instance, report.ref, act.leaf, { status, ...changing.change(report, status) })
    return { report, status, act }
  })
  const index = await log.number(changed.act.id)
  ctx.changes.tell(found.ref, found.unit, changing.transition === 'report:triage')
  return { ...changed, index }
}

/** What the desk is told of a change. */
export const changedReply = ({ status, index }: Changed) => ({ status, index })
