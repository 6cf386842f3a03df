import { closeReport as route } from '@citycop/protocol/reports/desk-contract.ts'
import type { CloseReason } from '@citycop/protocol/reports/workflow.ts'
import { call } from '../api/call.ts'
import { sealUnitMessage, type Written } from '../conversation/seal-unit-message.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'
import type { OpenedReport } from './open-report.ts'

/** Closes a report: the reason is a code that everybody sees, the words are sealed to the citizen. @throws Problem */
export async function closeReport(
  desk: Desk,
  opened: OpenedReport,
  { reason, text }: { reason: CloseReason; text: string },
): Promise<Written> {
  const { id, message } = await sealUnitMessage(desk, opened, { type: 'status', text, reason })
  const request = signRequest(desk, { action: 'report:close', ref: opened.ref, objects: [id], reason })
  return { ...(await call(desk.instance.server, route, { request, message }, desk.token)), id, seq: message.seq }
}
