import {
  readMailbox as mailboxRoute,
  submitReport as submitRoute,
  undoWithdrawal as undoRoute,
  withdrawReport as withdrawRoute,
} from '@citycop/protocol/reports/contract.ts'
import { countReports as countRoute } from '@citycop/protocol/reports/count-contract.ts'
import {
  changeRegime as changeRegimeRoute,
  closeReport as closeRoute,
  holdReport as holdRoute,
  listReports as listRoute,
  openReport as openRoute,
  previewErasure as previewRoute,
  releaseHold as releaseRoute,
  reviewReport as reviewRoute,
  takeReport as takeRoute,
  triageReport as triageRoute,
} from '@citycop/protocol/reports/desk-contract.ts'
import { agreeExport as agreeRoute, exportReport as exportRoute } from '@citycop/protocol/reports/export-contract.ts'
import {
  assignReport as assignRoute,
  pauseClock as pauseRoute,
  watchReports as watchRoute,
} from '@citycop/protocol/reports/inbox-contract.ts'

import { addNote as noteRoute } from '@citycop/protocol/reports/note-contract.ts'
import {
  beginReseal as beginResealRoute,
  listSealed as listSealedRoute,
  resealReport as resealRoute,
} from '@citycop/protocol/reports/reseal-contract.ts'

import {
  requestTransfer as requestTransferRoute,
  transferReport as transferRoute,
} from '@citycop/protocol/reports/transfer-contract.ts'
import type { Handle } from '../http/handle.ts'
import { authorise } from '../policy/authorise.ts'
import { addNote } from './add-note.ts'
import { agreeExport, permitExport } from './agree-export.ts'
import { assignReport, receiverOf } from './assign-report.ts'
import { changedReply } from './change-report.ts'
import { closeReport } from './close-report.ts'
import { countReports } from './count-reports.ts'
import { readAsked } from './desk-request.ts'
import { exportReport } from './export-report.ts'
import { findReport } from './find-report.ts'
import { holdReport, releaseHold } from './hold-report.ts'
import { listReports } from './list-reports.ts'
import { readMailboxRequest } from './mailbox-request.ts'
import { letOut, openReport } from './open-report.ts'
import { pauseClock } from './pause-clock.ts'
import { permitTransfer, requestTransfer } from './permit-transfer.ts'
import { previewErasure } from './preview-erasure.ts'
import { readMailbox } from './read-mailbox.ts'
import { reviewReport } from './review-report.ts'
import { listSealed, refuseUnlessOld, resealReport } from './seal-anew.ts'
import { submitReport } from './submit-report.ts'
import { takeReport } from './take-report.ts'
import { transferReport } from './transfer-report.ts'
import { triageReport } from './triage-report.ts'
import { watchReports } from './watch-reports.ts'
import { undoWithdrawal, withdrawReport } from './withdraw-report.ts'

export function reportRoutes(handle: Handle): void {
  handle(submitRoute, (ctx, { body, address }) => submitReport(ctx, body, address))
  handle(mailboxRoute, (ctx, { body }) => readMailbox(ctx, body.request))
  handle(withdrawRoute, async (ctx, { body }) => {
    const { citizen } = readMailboxRequest(ctx, body.request, 'report:withdraw')
    const report = await findReport(ctx, citizen)
    return withdrawReport(ctx, authorise(ctx, citizen, 'report:withdraw', report), report)
  })
  handle(undoRoute, async (ctx, { body }) => {
    const { citizen } = readMailboxRequest(ctx, body.request, 'report:undo-withdrawal')
    const report = await findReport(ctx, citizen)
    return undoWithdrawal(ctx, authorise(ctx, citizen, 'report:undo-withdrawal', report), report)
  })
  handle(listRoute, (ctx, { body, officer }) => listReports(ctx, officer, body))
  handle(watchRoute, async (ctx, { officer, token }) => watchReports(ctx, officer, token))
  handle(openRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:open'])
    return openReport(ctx, authorise(ctx, officer, 'report:open', report, asked), officer, report, asked, body.seen)
  })
  handle(agreeRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:agree-export'])
    const permit = authorise(ctx, officer, 'report:agree-export', report, asked)
    return changedReply(await agreeExport(ctx, permit, officer, report, asked))
  })
  handle(exportRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:export'])
    const permit = await permitExport(ctx, officer, report, asked)
    return exportReport(ctx, permit, officer, report, asked, body.seen)
  })
  handle(takeRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:take'])
    return changedReply(
      await takeReport(ctx, authorise(ctx, officer, 'report:take', report, asked), officer, report, asked),
    )
  })
  handle(assignRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:assign'])
    const receiver = receiverOf(ctx, asked)
    const permit = authorise(ctx, officer, 'report:assign', report, { ...asked, receiver })
    return changedReply(await assignReport(ctx, permit, officer, report, asked, receiver))
  })
  handle(pauseRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:pause-clock'])
    const permit = authorise(ctx, officer, 'report:pause-clock', report, asked)
    return changedReply(await pauseClock(ctx, permit, officer, report, asked))
  })
  handle(noteRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:note'])
    const permit = authorise(ctx, officer, 'report:note', report, asked)
    return changedReply(await addNote(ctx, permit, officer, report, asked, body.note))
  })
  for (const route of [triageRoute, changeRegimeRoute])
    handle(route, async (ctx, { body, officer }) => {
      const { asked, report } = await readAsked(ctx, officer, body.request, [route.action])
      const permit = authorise(ctx, officer, route.action, report, asked)
      return changedReply(await triageReport(ctx, permit, officer, report, asked))
    })
  handle(reviewRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:review'])
    const permit = authorise(ctx, officer, 'report:review', report, asked)
    return changedReply(await reviewReport(ctx, permit, officer, report, asked))
  })
  handle(releaseRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:release-hold'])
    const permit = authorise(ctx, officer, 'report:release-hold', report, asked)
    return changedReply(await releaseHold(ctx, permit, officer, report, asked))
  })
  handle(listSealedRoute, (ctx, { body, officer }) => listSealed(ctx, officer, body))
  handle(beginResealRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:begin-reseal'])
    const permit = authorise(ctx, officer, 'report:begin-reseal', report, asked)
    await refuseUnlessOld(ctx, report, asked)
    return letOut(ctx, permit, officer, report, asked, body.seen)
  })
  handle(resealRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:reseal'])
    const permit = authorise(ctx, officer, 'report:reseal', report, asked)
    return changedReply(await resealReport(ctx, permit, officer, report, asked, body.messages))
  })
  handle(requestTransferRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:request-transfer'])
    const permit = authorise(ctx, officer, 'report:request-transfer', report, asked)
    return changedReply(await requestTransfer(ctx, permit, officer, report, asked, body.statement))
  })
  handle(transferRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:transfer'])
    const permit = await permitTransfer(ctx, officer, report, asked)
    return changedReply(await transferReport(ctx, permit, officer, report, asked, body))
  })
  handle(countRoute, (ctx, { body, officer }) => countReports(ctx, officer, body))
  handle(previewRoute, (ctx, { body, officer }) => previewErasure(ctx, officer, body))
  handle(holdRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:hold'])
    return changedReply(
      await holdReport(ctx, authorise(ctx, officer, 'report:hold', report, asked), officer, report, asked),
    )
  })
  handle(closeRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:close'])
    return changedReply(
      await closeReport(
        ctx,
        authorise(ctx, officer, 'report:close', report, asked),
        officer,
        report,
        asked,
        body.message,
      ),
    )
  })
}
