// Which of two lives is longer, day by day: thirty days are less than a month from the first of January and more than one from the
// thirty-first, so that neither of the two is the stricter.
import { addDays } from '../contract/days.ts'
import type { Life } from './city-policy.ts'
import { endOf } from './periods.ts'

/** How one value stands to another: `apart` when neither protects more, or one is no value of this parameter. */
export type Comparison = 'stricter' | 'looser' | 'equal' | 'apart'

const days = Array.from({ length: 1461 }, (_, n) => addDays('2024-01-01', n))

/** `stricter` when `a` never ends before `b` and somewhere after it. */
export function compareLives(a: Life, b: Life): Comparison {
  const ends = days.map((day) => [endOf(day, a), endOf(day, b)] as const)
  const [never, always] = [ends.every(([one, other]) => one >= other), ends.every(([one, other]) => one <= other)]
  if (never && always) return 'equal'
  return never ? 'stricter' : always ? 'looser' : 'apart'
}
