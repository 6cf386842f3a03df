// The clocks that both sides see: when the unit must have acknowledged, and when it must have answered for the first time.
import * as v from 'valibot'
import { addDays } from '../contract/days.ts'
import { day } from '../contract/fields.ts'
import type { Policy } from '../policy/terms.ts'

export const clocks = v.strictObject({
  acknowledgeBy: day,
  acknowledgedOn: v.optional(day),
  answerBy: day,
  answeredOn: v.optional(day),
})
export type Clocks = v.InferOutput<typeof clocks>

export const clocksOf = (
  received: string,
  policy: Pick<Policy, 'acknowledgeDays' | 'answerDays'>,
  acknowledgedOn: string | null,
  answeredOn: string | null,
): Clocks => ({
  acknowledgeBy: addDays(received, policy.acknowledgeDays),
  answerBy: addDays(received, policy.answerDays),
  ...(acknowledgedOn === null ? {} : { acknowledgedOn }),
  ...(answeredOn === null ? {} : { answeredOn }),
})

/** What is late on this day; an answer also acknowledges. */
export function overdue(clocks: Clocks, today: string): 'acknowledge' | 'answer' | undefined {
  if (clocks.answeredOn !== undefined) return undefined
  if (today > clocks.answerBy) return 'answer'
  return clocks.acknowledgedOn === undefined && today > clocks.acknowledgeBy ? 'acknowledge' : undefined
}
