// Talking after the report: the unit answers, sealed; and says that what the person agreed to was handed to another service.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import type { Route } from '../contract/route.ts'
import { closeReport, unitMessage } from '../reports/desk-contract.ts'

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

export const referReport = {
  ...answerReport,
  action: 'report:refer',
  summary: 'The unit hands a text to another service, as the person agreed; the message says that it did',
  path: '/desk/refer',
} as const satisfies Route
