import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from '../reports/change-report.ts'
import { type Asked, actWords, useRequest } from '../reports/desk-request.ts'
import type { Report } from '../reports/store.ts'
import { checkUnitMessage, insertMessage, type UnitMessage } from '../reports/unit-message.ts'

/** The unit answers; when it asks for more, the report waits for the citizen. @throws Problem */
export async function answerReport(
  ctx: Context,
  permit: Permit<'message:answer' | 'message:ask'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  message: UnitMessage,
): Promise<Changed> {
  const checked = checkUnitMessage(ctx, found.unit, message, asked)
  const today = ctx.clock.today()
  return changeReport(ctx, found, {
    transition: permit.action,
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: (report) => ({
      assignee: report.assignee ?? officer.keyId,
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
