// A report is given to a member of its unit. The request names that officer by key; the log has a pseudonym, so that the person can
// see that somebody else has it now, and nobody can follow an officer from one report to the next (J11).
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { assignReasons } from '@citycop/protocol/reports/work-reasons.ts'
import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import type { Receiver } from '../policy/slice.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, pseudonym, useRequest } from './desk-request.ts'
import type { Report } from './store.ts'

/** Whom a request names, as the certificates of today know that officer. */
export function receiverOf({ keys, clock }: Context, { assignee }: Asked): Receiver | undefined {
  if (assignee === undefined) throw new Problem('bad-request', 'to assign a report is to name an officer')
  const certificate = keys.officerNamed(assignee, clock.today())
  if (!certificate) return undefined
  const { officerPk, units, clearedSpecial = false } = certificate
  return { keyId: assignee, publicKey: Buffer.from(officerPk, 'base64'), units, clearedSpecial }
}

/** @throws Problem: bad-request, state-changed */
export function assignReport(
  ctx: Context,
  permit: Permit<'report:assign'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  receiver: Receiver | undefined,
): Promise<Changed> {
  if (!receiver || !assignReasons.some((one) => one === asked.reason))
    throw new Problem('bad-request', `a report is assigned for a reason: ${assignReasons.join(', ')}`)
  return changeReport(ctx, found, {
    transition: found.status === 'waiting' ? 'report:assign-waiting' : 'report:assign',
    words: (report) => {
      if (report.assignee === receiver.keyId) throw new Problem('state-changed', 'that officer has it already')
      return { ...actWords(ctx, permit, officer, report, asked), to: pseudonym(ctx, receiver.publicKey, report) }
    },
    change: (report) => ({
      assignee: receiver.keyId,
      acknowledgedOn: report.acknowledgedOn ?? ctx.clock.today(),
    }),
    request: JSON.stringify(asked.envelope),
    also: (query) => useRequest(query, ctx, asked),
  })
}
