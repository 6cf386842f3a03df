// The clocks that both sides see: when the unit must have acknowledged, and when it must have answered for the first time. The second
// may be paused, for a reason that the person reads; the first may not.
import * as v from 'valibot'
import { addDays } from '../contract/days.ts'
import { day } from '../contract/fields.ts'
import type { Policy } from '../policy/terms.ts'
import { type PauseReason, pauseReasons } from './work-reasons.ts'

/** Days of one pause, and of all pauses of a report together: a promise that can be put off for ever is none. */
export const mostPauseDays = 30
export const mostPausedDays = 90

export const clocks = v.strictObject({
  acknowledgeBy: day,
  acknowledgedOn: v.optional(day),
  answerBy: day,
  answeredOn: v.optional(day),
  /** The last pause; it has ended when its day has passed. */
  paused: v.optional(v.strictObject({ until: day, reason: v.picklist(pauseReasons) })),
})
export type Clocks = v.InferOutput<typeof clocks>
export type Pause = { readonly days: number; readonly until: string | null; readonly reason: PauseReason | null }

export const clocksOf = (
  received: string,
  policy: Pick<Policy, 'acknowledgeDays' | 'answerDays'>,
  acknowledgedOn: string | null,
  answeredOn: string | null,
  pause?: Pause,
): Clocks => ({
  acknowledgeBy: addDays(received, policy.acknowledgeDays),
  answerBy: addDays(received, policy.answerDays + (pause?.days ?? 0)),
  ...(acknowledgedOn === null ? {} : { acknowledgedOn }),
  ...(answeredOn === null ? {} : { answeredOn }),
  ...(pause?.until && pause.reason ? { paused: { until: pause.until, reason: pause.reason } } : {}),
})

/** The pause that stops the clock on this day: none once there is an answer. */
export const pausedOn = ({ paused, answeredOn }: Clocks, today: string): Clocks['paused'] =>
  paused && paused.until >= today && answeredOn === undefined ? paused : undefined

/** What is late on this day; an answer also acknowledges. */
export function overdue(clocks: Clocks, today: string): 'acknowledge' | 'answer' | undefined {
  if (clocks.answeredOn !== undefined) return undefined
  if (today > clocks.answerBy) return 'answer'
  return clocks.acknowledgedOn === undefined && today > clocks.acknowledgeBy ? 'acknowledge' : undefined
}
