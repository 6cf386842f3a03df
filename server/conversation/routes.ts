import { sendMessage as sendRoute } from '@citycop/protocol/conversation/contract.ts'
import { answerReport as answerRoute, referReport as referRoute } from '@citycop/protocol/conversation/desk-contract.ts'
import { contestReport } from '@citycop/protocol/reports/contract.ts'
import type { Handle } from '../http/handle.ts'
import { authorise } from '../policy/authorise.ts'
import { changedReply } from '../reports/change-report.ts'
import { readAsked } from '../reports/desk-request.ts'
import { answerReport } from './answer-report.ts'
import { referReport } from './refer-report.ts'
import { sendMessage } from './send-message.ts'

export function conversationRoutes(handle: Handle): void {
  handle(sendRoute, (ctx, { body, address }) => sendMessage(ctx, 'message:send', body, address))
  handle(contestReport, (ctx, { body, address }) => sendMessage(ctx, 'report:contest', body, address))
  handle(answerRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['message:answer', 'message:ask'])
    const action = asked.action === 'message:ask' ? 'message:ask' : 'message:answer'
    return changedReply(
      await answerReport(ctx, authorise(ctx, officer, action, report, asked), officer, report, asked, body.message),
    )
  })
  handle(referRoute, async (ctx, { body, officer }) => {
    const { asked, report } = await readAsked(ctx, officer, body.request, ['report:refer'])
    const permit = authorise(ctx, officer, 'report:refer', report, asked)
    return changedReply(await referReport(ctx, permit, officer, report, asked, body.message))
  })
}
