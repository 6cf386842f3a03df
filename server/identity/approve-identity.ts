import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body } from '@citycop/protocol/contract/route.ts'
import type { approveIdentity as route } from '@citycop/protocol/identity/contract.ts'
import { identitySizes } from '@citycop/protocol/identity/identity.ts'
import type { Context } from '../context.ts'
import type { Officer } from '../policy/authorise.ts'
import { checkKept, logIdentityAct, readActing } from './act-on-identity.ts'
import { readRequest } from './requests.ts'

/** The second person: never the one who asked, and only while the request lasts. @throws Problem */
export async function approveIdentity(
  ctx: Context,
  officer: Officer,
  { id, request, inner: spelt }: Body<typeof route>,
) {
  const { city, clock, database } = ctx
  const { instance, suite } = city.pins
  const acting = await readActing(ctx, officer, request, 'identity:approve')
  const inner = Buffer.from(spelt, 'base64')
  if (inner.length !== identitySizes[suite].inner) throw new Problem('wrong-size')
  const asked = await readRequest(database.query, instance, id)
  if (!asked?.report.equals(acting.report.ref)) throw new Problem('not-found')
  if (asked.askedBy === officer.keyId)
    throw new Problem('forbidden', 'identity:approve: nobody approves their own request', { rules: 'F-IDENTITY-DUAL' })
  if (asked.until < clock.today()) throw new Problem('state-changed', 'this request has ended')
  const { index } = await logIdentityAct(ctx, acting, async (query, _report, act) => {
    await checkKept(query, instance, acting)
    const done = await query(
      `update identity_request set approved_by = $3, approve_act = $4, inner_file = $5
       where city = $1 and id = $2 and approved_by is null returning id`,
      [instance, asked.id, officer.keyId, act.id, inner],
    )
    if (done.length === 0) throw new Problem('state-changed', 'it was approved before')
  })
  return { id, index }
}
