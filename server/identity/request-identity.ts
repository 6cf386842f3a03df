import { randomBytes } from 'node:crypto'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { identityReasons, mostDays } from '@citycop/protocol/identity/identity.ts'
import type { Context } from '../context.ts'
import type { Officer } from '../policy/authorise.ts'
import type { Asked } from '../reports/desk-request.ts'
import { checkKept, logIdentityAct, readActing } from './act-on-identity.ts'

/** A custodian asks: logged and told to the person before anybody can say yes. @throws Problem */
export async function requestIdentity(ctx: Context, officer: Officer, envelope: Envelope) {
  const acting = await readActing(ctx, officer, envelope, 'identity:request')
  const { instance } = ctx.city.pins
  const { purpose, reason, until } = readWords(ctx, acting.asked)
  const id = randomBytes(16)
  const { index } = await logIdentityAct(ctx, acting, async (query, report, act) => {
    await checkKept(query, instance, acting)
    await query(
      `insert into identity_request (city, id, report, act, asked_by, purpose, reason, case_ref, emergency, until)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        instance,
        id,
        report.ref,
        act.id,
        officer.keyId,
        purpose,
        reason,
        acting.asked.caseRef ?? null,
        acting.asked.emergency ?? false,
        until,
      ],
    )
  })
  return { id: id.toString('hex'), index }
}

function readWords({ clock }: Context, { purpose, reason: named, decision }: Asked) {
  const reason = identityReasons.find((one) => one === named)
  const until = decision?.until
  const [today, last] = [clock.today(), addDays(clock.today(), mostDays)]
  if (!purpose || !reason) throw new Problem('bad-request', 'asking who reported names its purpose and its reason')
  if (until === undefined || until < today || until > last)
    throw new Problem('bad-request', `its last day lies from ${today} to ${last}`)
  return { purpose, reason, until }
}
