// Handing a report to a court: an act of its own, on a case, to one named recipient. Logged first, as an opening is.
import * as v from 'valibot'
import { whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { openReport } from './desk-contract.ts'

export const exportReport = {
  ...openReport,
  action: 'report:export',
  summary: 'Hand a report to a court: logged with the case and whom it is for, then released as an opening is',
  path: '/desk/export',
  reply: v.strictObject({
    ...v.omit(openReport.reply, ['acts']).entries,
    /** Where the log has the report's arrival. */
    intake: whole,
  }),
} as const satisfies Route
