import type { Asked } from '@citycop/protocol/conversation/consent.ts'
import { answerReport as route } from '@citycop/protocol/conversation/desk-contract.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'
import type { OpenedReport } from '../reports/open-report.ts'
import { sealUnitMessage, type Written } from './seal-unit-message.ts'

/** Answers in the unit's name. With `ask`, the report waits for the citizen; `consent` is what their yes is asked for. @throws Problem: seq-taken when a colleague was first */
export async function answerReport(
  desk: Desk,
  opened: OpenedReport,
  text: string,
  { ask = false, consent }: { ask?: boolean; consent?: Asked } = {},
): Promise<Written> {
  const { id, message } = await sealUnitMessage(desk, opened, {
    type: 'reply',
    text,
    ...(consent ? { consent } : {}),
  })
  const request = signRequest(desk, { action: ask ? 'message:ask' : 'message:answer', ref: opened.ref, objects: [id] })
  return { ...(await call(desk.instance.server, route, { request, message }, desk.token)), id, seq: message.seq }
}
