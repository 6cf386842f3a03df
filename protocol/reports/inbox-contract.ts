// What a desk with many reports needs besides single acts: to hear what changes, to give reports away, to put a clock off.
import * as v from 'valibot'
import { hex } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { inboxRow, takeReport } from './desk-contract.ts'

/** What changed in the list, as the list would show it now. */
export const inboxNews = v.strictObject({
  rows: v.pipe(v.array(inboxRow), v.maxLength(200)),
  /** Erased, or no longer this officer’s to see. */
  gone: v.pipe(v.array(hex(16)), v.maxLength(200)),
})
export type InboxNews = v.InferOutput<typeof inboxNews>

export const watchReports = {
  action: 'report:watch',
  summary: 'What changes in the list, as it happens: each event has the reply’s shape; a comment every 15 seconds',
  method: 'POST',
  path: '/desk/watch',
  caller: 'officer',
  body: v.strictObject({}),
  limit: 64,
  reply: inboxNews,
  stream: true,
  problems: ['not-signed-in', 'forbidden'],
} as const satisfies Route

export const assignReport = {
  ...takeReport,
  action: 'report:assign',
  summary: 'Give a report to a member of its unit, for a named reason; the citizen sees that, and no name',
  path: '/desk/assign',
} as const satisfies Route

export const pauseClock = {
  ...takeReport,
  action: 'report:pause-clock',
  summary: 'Pause the clock of the first answer until a day, for a reason that the citizen reads',
  path: '/desk/pause-clock',
} as const satisfies Route
