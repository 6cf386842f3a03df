import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from '../reports/change-report.ts'
import { type Asked, actWords, useRequest } from '../reports/desk-request.ts'
import type { Report } from '../reports/store.ts'
import { checkUnitMessage, insertMessage, type UnitMessage } from '../reports/unit-message.ts'

/** That a text was handed to another service is an act the person finds in the log. Which service, which text and what the person said stands
 * in sealed messages: here only that it took place. @throws Problem */
export async function referReport(
  ctx: Context,
  permit: Permit<'report:refer'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  message: UnitMessage,
): Promise<Changed> {
  const checked = checkUnitMessage(ctx, found.unit, message, asked)
  return changeReport(ctx, found, {
    transition: permit.action,
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: () => ({}),
    request: JSON.stringify(asked.envelope),
    also: async (query, report, act) => {
      await useRequest(query, ctx, asked)
      await insertMessage(query, ctx, report, 'unit', act, checked)
    },
  })
}
