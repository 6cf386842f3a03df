import {
  readMailbox as mailboxRoute,
  submitReport as submitRoute,
  undoWithdrawal as undoRoute,
  withdrawReport as withdrawRoute,
} from '@citycop/protocol/reports/contract.ts'
import {
  closeReport as closeRoute,
  holdReport as holdRoute,
  listReports as listRoute,
  openReport as openRoute,
  takeReport as takeRoute,
} from '@citycop/protocol/reports/desk-contract.ts'
import type { Handle } from '../http/handle.ts'
import { authorise } from '../policy/authorise.ts'
import { changedReply } from './change-report.ts'
import { closeReport } from './close-report.ts'
import { readAsked } from './desk-request.ts'
import { findReport } from './find-report.ts'
import { holdReport } from './hold-report.ts'
import { listReports } from './list-reports.ts'
import { readMailboxRequest } from './mailbox-request.ts'
import { openReport } from './open-report.ts'
import { readMailbox } from './read-mailbox.ts'
import { submitReport } from './submit-report.ts'
import { takeReport } from './take-report.ts'
import { undoWithdrawal, withdrawReport } from './withdraw-report.ts'

export function reportRoutes(handle: Handle): void {
  handle(submitRoute, (ctx, { body, address }) => submitReport(ctx, body, address))
  handle(mailboxRoute, (ctx, { body }) => readMailbox(ctx, body.request))
  handle(withdrawRoute, async (ctx, { body }) => {
    const { citizen } = readMailboxRequest(ctx, body.request, 'report:withdraw')
    const report = await findReport(ctx, citizen)
    return withdrawReport(ctx, authorise(citizen, 'report:withdraw', report), report)
  })
  handle(undoRoute, async (ctx, { body }) => {
    const { citizen } = readMailboxRequest(ctx, body.request, 'report:undo-withdrawal')
    const report = await findReport(ctx, citizen)
    return undoWithdrawal(ctx, authorise(citizen, 'report:undo-withdrawal', report), report)
  })
  handle(listRoute, (ctx, { body, officer }) => listReports(ctx, officer, body))
  handle(openRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:open'])
    return openReport(ctx, authorise(officer, 'report:open', report), officer, report, asked, body.seen)
  })
  handle(takeRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:take'])
    return changedReply(await takeReport(ctx, authorise(officer, 'report:take', report), officer, report, asked))
  })
  handle(holdRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:hold'])
    return changedReply(await holdReport(ctx, authorise(officer, 'report:hold', report), officer, report, asked))
  })
  handle(closeRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:close'])
    return changedReply(
      await closeReport(ctx, authorise(officer, 'report:close', report), officer, report, asked, body.message),
    )
  })
}
