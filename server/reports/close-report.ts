import { Problem } from '@citycop/protocol/contract/problem.ts'
import { endDate } from '@citycop/protocol/policy/end-date.ts'
import { type CloseReason, closeReasons } from '@citycop/protocol/reports/workflow.ts'
import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import type { Report } from './store.ts'
import { checkUnitMessage, insertMessage, type UnitMessage } from './unit-message.ts'

/** Closes a report for one of four reasons, with words sealed to the citizen. @throws Problem */
export async function closeReport(
  ctx: Context,
  permit: Permit<'report:close'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  message: UnitMessage,
): Promise<Changed> {
  const reason = closeReasons.find((one) => one === asked.reason)
  if (!reason) throw new Problem('bad-request', 'a report is closed with a reason')
  const checked = checkUnitMessage(ctx, found.unit, message, asked)
  const today = ctx.clock.today()
  return changeReport(ctx, found, {
    transition: 'report:close',
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: (report) => ({
      reason,
      closedBy: officer.keyId,
      closedOn: today,
      endsOn: endAfter(ctx, report, reason),
      acknowledgedOn: report.acknowledgedOn ?? today,
      answeredOn: report.answeredOn ?? today,
    }),
    request: JSON.stringify(asked.envelope),
    also: async (query, report, act) => {
      await useRequest(query, ctx, asked)
      await insertMessage(query, ctx, report, 'unit', act, checked)
    },
  })
}

/** What nothing came of is needed for less time (POLICY R4); never longer than it would have been kept. */
function endAfter({ versions }: Context, report: Report, reason: CloseReason): string {
  if (reason !== 'not-actionable') return report.endsOn
  const end = endDate(report.day, 'no_action', versions.since(report.policyVersion))
  return end < report.endsOn ? end : report.endsOn
}
