import { addDays } from '@citycop/protocol/contract/days.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import type { revealIdentity as route } from '@citycop/protocol/identity/contract.ts'
import type { Context } from '../context.ts'
import type { Officer } from '../policy/authorise.ts'
import type { Asked } from '../reports/desk-request.ts'
import { checkKept, logIdentityAct, readActing } from './act-on-identity.ts'
import { readRequest, type StoredRequest } from './requests.ts'

/** Logged and signed first; then the inner file comes out of its door, once. @throws Problem */
export async function revealIdentity(
  ctx: Context,
  officer: Officer,
  { id, request, seen }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const { city, clock, database, log, policy } = ctx
  const { instance } = city.pins
  const stored = await readRequest(database.query, instance, id)
  const acting = await readActing(ctx, officer, request, 'identity:reveal', stored?.approvedBy)
  if (!stored?.report.equals(acting.report.ref) || stored.askedBy !== officer.keyId) throw new Problem('not-found')
  if (!isSame(stored, acting.asked)) throw new Problem('state-changed', 'it was asked for with other words')
  if (stored.until < clock.today()) throw new Problem('state-changed', 'this request has ended')
  const reviewBy = stored.emergency ? addDays(clock.today(), Math.ceil(policy.breakGlassHours / 24)) : null
  const { act, report, index } = await logIdentityAct(ctx, acting, async (query, _report, made) => {
    await checkKept(query, instance, acting)
    const done = await query(
      `update identity_request set reveal_act = $3, review_by = $4
       where city = $1 and id = $2 and approved_by is not null and reveal_act is null returning id`,
      [instance, stored.id, made.id, reviewBy],
    )
    if (done.length === 0) throw new Problem('state-changed', 'it was opened before, or nobody approved it')
  })
  const signed = log.signed()
  const [row] = await database.query<{ file: Buffer }>('select identity_to_reveal($1) as file', [stored.id])
  return {
    n: act.n,
    opening: base64(act.opening),
    payload: base64(act.payload),
    proof: await log.prove(index, signed),
    consistency: (await log.consistency(seen, signed)).map(base64),
    tagKey: base64(report.tagKey),
    mailboxPk: base64(report.mailboxPk),
    inner: base64((row as { file: Buffer }).file),
  }
}

/** The same purpose, reason and case as was approved: nobody gets a yes for one thing and opens for another. */
const isSame = (stored: StoredRequest, { purpose, reason, caseRef, emergency }: Asked): boolean =>
  stored.purpose === purpose &&
  stored.reason === reason &&
  stored.caseRef === (caseRef ?? null) &&
  stored.emergency === (emergency ?? false)

const base64 = (some: Uint8Array): string => Buffer.from(some).toString('base64')
