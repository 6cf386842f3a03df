// Talking after the report: the citizen writes again, the unit answers. Both ways sealed.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import type { Route } from '../contract/route.ts'
import { contestReport, followUp, receiptReply } from '../reports/contract.ts'
import { closeReport, unitMessage } from '../reports/desk-contract.ts'

export const sendMessage = {
  action: 'message:send',
  summary: 'The citizen writes again, to the unit’s present key',
  method: 'POST',
  path: '/message',
  caller: 'citizen',
  body: followUp,
  limit: 1_100_000,
  reply: receiptReply,
  problems: contestReport.problems,
} as const satisfies Route

export const answerReport = {
  action: 'message:answer',
  summary: 'The unit answers; asked for more, the report waits for the citizen',
  method: 'POST',
  path: '/desk/answer',
  caller: 'officer',
  body: v.strictObject({ request: envelope, message: unitMessage }),
  limit: 800_000,
  reply: closeReport.reply,
  problems: closeReport.problems,
} as const satisfies Route
