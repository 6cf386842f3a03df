import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import type { Report } from './store.ts'

/** The officer takes the report: from now on it is acknowledged. @throws Problem state-changed */
export const takeReport = (
  ctx: Context,
  permit: Permit<'report:take'>,
  officer: Officer,
  found: Report,
  asked: Asked,
): Promise<Changed> =>
  changeReport(ctx, found, {
    transition: 'report:take',
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: (report) => ({ assignee: officer.keyId, acknowledgedOn: report.acknowledgedOn ?? ctx.clock.today() }),
    request: JSON.stringify(asked.envelope),
    also: (query) => useRequest(query, ctx, asked),
  })
