import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import type { Report } from './store.ts'

/** A withdrawn report is kept on a legal ground, until its ordinary end date. @throws Problem state-changed */
export const holdReport = (
  ctx: Context,
  permit: Permit<'report:hold'>,
  officer: Officer,
  found: Report,
  asked: Asked,
): Promise<Changed> =>
  changeReport(ctx, found, {
    transition: 'report:hold',
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: () => ({ held: true }),
    request: JSON.stringify(asked.envelope),
    also: (query) => useRequest(query, ctx, asked),
  })
