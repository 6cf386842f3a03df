// What every act on an identity has in common: the officer's signed request, the decision with what is overdue, the entry in the log.

import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { custodians, supervisors } from '@citycop/protocol/identity/identity.ts'
import type { DeskAction } from '@citycop/protocol/reports/desk-actions.ts'
import type { Context } from '../context.ts'
import { type Act, appendAct, prepareAct } from '../log/append.ts'
import type { Query } from '../platform/database.ts'
import { authorise, type Officer, type Permit } from '../policy/authorise.ts'
import { type Asked, actWords, readAsked, useRequest } from '../reports/desk-request.ts'
import { holdForChange } from '../reports/find-report.ts'
import { type Report, updateReport } from '../reports/store.ts'
import { overdueReviews } from './requests.ts'

type IdentityAction = Extract<DeskAction, `identity:${string}`>
export type Acting<A extends IdentityAction = IdentityAction> = {
  readonly permit: Permit<A>
  readonly officer: Officer
  readonly report: Report
  readonly asked: Asked
}

/** @throws Problem */
export async function readActing<A extends IdentityAction>(
  ctx: Context,
  officer: Officer,
  request: Envelope,
  action: A,
  approvedBy?: string | null,
): Promise<Acting<A>> {
  const { asked, report } = await readAsked(ctx, officer, request, [action])
  const permit = authorise(
    ctx,
    officer,
    action,
    { ...report, mode: 'confidential' },
    {
      ...asked,
      approvedBy: approvedBy ?? undefined,
      overdueReviews: await overdueReviews(
        ctx.database.query,
        ctx.city.pins.instance,
        officer.keyId,
        ctx.clock.today(),
      ),
    },
  )
  return { permit, officer, report, asked }
}

/** Writes the act with what it changes, and answers once it has its number. @throws Problem */
export async function logIdentityAct(
  ctx: Context,
  { permit, officer, report: found, asked }: Acting,
  change: (query: Query, report: Report, act: Act) => Promise<void>,
): Promise<{ act: Act; report: Report; index: number }> {
  const { database, city, clock, log } = ctx
  const written = await database.transaction(async ({ query }) => {
    await useRequest(query, ctx, asked)
    const report = await holdForChange(query, ctx, found)
    const words = actWords(ctx, permit, officer, report, asked)
    const unit = permit.action === 'identity:approve' ? supervisors : custodians
    const by = permit.action === 'identity:review' ? words.actor : { ...words.actor, unit }
    const act = prepareAct(report, { ...words, actor: by })
    await appendAct(query, city.pins.instance, report, act, clock.today(), JSON.stringify(asked.envelope))
    await change(query, report, act)
    await updateReport(query, city.pins.instance, report.ref, act.leaf, {})
    return { act, report }
  })
  return { ...written, index: await log.number(written.act.id) }
}

/** The file that the officer's request names must be the one that is kept. @throws Problem not-found, state-changed */
export async function checkKept(query: Query, city: string, { report, asked }: Acting): Promise<void> {
  const [kept] = await query<{ object: Buffer }>('select object from identity_vault where city = $1 and report = $2', [
    city,
    report.ref,
  ])
  if (!kept) throw new Problem('not-found', 'no identity is kept for this report')
  if (asked.objects.length !== 1 || asked.objects[0] !== kept.object.toString('hex'))
    throw new Problem('state-changed', 'the request names another file than the one that is kept')
}
