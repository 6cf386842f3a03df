// Handing a report to a court: an act of its own, on a case, to one named recipient. Logged first, as an opening is.
import * as v from 'valibot'
import { whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { openReport, takeReport } from './desk-contract.ts'

/** Days in which what an officer agreed to counts for an export. */
export const exportAgreedDays = 7

export const agreeExport = {
  ...takeReport,
  action: 'report:agree-export',
  summary: 'Agree, as one of two officers, that a report may go to one court in one case',
  path: '/desk/agree-export',
} as const satisfies Route

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
