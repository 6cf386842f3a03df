import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body } from '@citycop/protocol/contract/route.ts'
import type { reviewIdentity as route } from '@citycop/protocol/identity/contract.ts'
import { identityOutcomes } from '@citycop/protocol/identity/identity.ts'
import type { Context } from '../context.ts'
import type { Officer } from '../policy/authorise.ts'
import { logIdentityAct, readActing } from './act-on-identity.ts'
import { readRequest } from './requests.ts'

/** By somebody who had no part in it. @throws Problem */
export async function reviewIdentity(ctx: Context, officer: Officer, { id, request }: Body<typeof route>) {
  const { instance } = ctx.city.pins
  const acting = await readActing(ctx, officer, request, 'identity:review')
  const stored = await readRequest(ctx.database.query, instance, id)
  if (!stored?.report.equals(acting.report.ref)) throw new Problem('not-found')
  if (stored.askedBy === officer.keyId || stored.approvedBy === officer.keyId)
    throw new Problem('forbidden', 'identity:review: nobody reviews what they had a part in')
  if (!identityOutcomes.some((one) => one === acting.asked.decision?.ground))
    throw new Problem('bad-request', `a review says ${identityOutcomes.join(' or ')}`)
  const { index } = await logIdentityAct(ctx, acting, async (query) => {
    const done = await query(
      `update identity_request set reviewed_by = $3
       where city = $1 and id = $2 and review_by is not null and reviewed_by is null returning id`,
      [instance, stored.id, officer.keyId],
    )
    if (done.length === 0) throw new Problem('state-changed', 'there is nothing to review')
  })
  return { id, index }
}
