// What the watchdog may ask of a city's server: a right that no city's policy can take away (floor/cedar/rights.cedar).
import * as v from 'valibot'
import { base64, day, sized, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { deferralGrounds } from '../policy/parameters.ts'

export const mostNotices = 100

/** An opening of which the person is told later, sealed as for that person, with the keys to it sealed to the watchdog (J13). */
const deferredNotice = v.strictObject({
  /** age file to the AUDIT recipient of the root certificate: {tagKey, noticeKey, thread}. */
  capsule: base64(4096),
  n: whole,
  index: whole,
  notice: base64(32_768),
  until: day,
  ground: v.picklist(deferralGrounds),
  proof: v.array(sized(32)),
})
export type DeferredNotice = v.InferOutput<typeof deferredNotice>

export const readNotices = {
  action: 'audit:read-notices',
  summary: 'For the watchdog: every opening of which a person is told later, at once and in full',
  method: 'POST',
  path: '/watchdog/notices',
  caller: 'officer',
  /** `after`: the log entry of the last one of the page before. */
  body: v.strictObject({ after: v.optional(whole), seen: whole }),
  limit: 256,
  reply: v.strictObject({
    notices: v.pipe(v.array(deferredNotice), v.maxLength(mostNotices)),
    next: v.optional(whole),
    checkpoint: v.pipe(v.string(), v.maxLength(4096)),
    consistency: v.array(sized(32)),
  }),
  problems: ['not-signed-in', 'forbidden'],
} as const satisfies Route
