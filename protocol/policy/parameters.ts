// What a city's policy fixes, as far as the main path needs it. The numbers lie inside the EU floor's bounds (R1, R12, R16, X1).
import * as v from 'valibot'
import { whole } from '../contract/fields.ts'

export const policy = v.strictObject({
  version: whole,
  timeZone: v.pipe(v.string(), v.maxLength(40)),
  acknowledgeDays: whole,
  answerDays: whole,
  /** A report that nobody has classified keeps the shortest end date of all classes. */
  reportDays: whole,
  withdrawalDays: whole,
  backupDays: whole,
  erasureNoticeDays: whole,
  sessionHours: whole,
})
export type Policy = v.InferOutput<typeof policy>

export const firstPolicy: Policy = {
  version: 1,
  timeZone: 'Europe/Rome',
  acknowledgeDays: 3,
  answerDays: 10,
  reportDays: 180,
  withdrawalDays: 14,
  backupDays: 30,
  erasureNoticeDays: 90,
  sessionHours: 8,
}

/** Why an officer may open a report: ids of the purposes the EU floor knows (POLICY U1). */
export const purposes = [
  'handle_concern',
  'community_dialogue',
  'led_prevent',
  'led_detect',
  'led_investigate',
  'accountability',
] as const
export type Purpose = (typeof purposes)[number]

export const openingReasons = [
  'first-reading',
  'new-message',
  'continue-work',
  'supervision',
  'rights-request',
] as const
export type OpeningReason = (typeof openingReasons)[number]
