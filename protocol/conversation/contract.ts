// Talking after the report: the citizen writes again, sealed. The unit's side is in desk-contract.ts, which a phone does without.
import type { Route } from '../contract/route.ts'
import { contestReport, followUp, receiptReply } from '../reports/contract.ts'

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
