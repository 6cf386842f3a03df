// Every kind of act that can stand in the log about a report. Whoever tells a report's history has words for each of them.
import { deskActions } from './desk-actions.ts'

const citizenActs = [
  'report:submit',
  'message:send',
  'report:contest',
  'report:withdraw',
  'report:undo-withdrawal',
] as const
const serviceActs = ['report:erase-files', 'report:erase'] as const

export const reportActs = [...citizenActs, ...deskActions, ...serviceActs] as const
export type ReportAct = (typeof reportActs)[number]
/** After an erasure there is nothing left that somebody could open. */
export type PastKind = Exclude<ReportAct, 'report:erase'>
