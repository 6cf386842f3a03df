// Which of two values of a parameter protects people more. Every bound of the floor gives its parameter an order: fewer days, a
// larger cell, fewer receivers, more that is barred.
import type { Bound } from './bounds-floor.ts'
import type { Life } from './city-policy.ts'
import { parsePeriod } from './periods.ts'
import { type Comparison, compareLives } from './strictness-lives.ts'

export type { Comparison } from './strictness-lives.ts'

/** `a` beside `b`; `apart` when neither is stricter, or one is no value of this parameter. */
export function compare(param: Bound, a: unknown, b: unknown): Comparison {
  const { op } = param
  if (JSON.stringify(a) === JSON.stringify(b)) return 'equal'
  if (op === '<=') return longer(b, a)
  if (op === '>=') return longer(a, b)
  if (op === 'subset') return bySets(listOf(b), listOf(a))
  if (op === 'superset') return bySets(listOf(a), listOf(b))
  if (op === 'includesAny') return bySets(protective(param, a), protective(param, b))
  if (op === '==') return a === param.bound ? 'stricter' : b === param.bound ? 'looser' : 'apart'
  if (op === 'present' || op === 'presentIf') return byNumber(Number(isFilled(a)), Number(isFilled(b)))
  return 'apart'
}

export const stricter = (param: Bound, a: unknown, b: unknown): boolean => compare(param, a, b) === 'stricter'

/** The larger number is the stricter one, or the life that is never shorter. */
function longer(a: unknown, b: unknown): Comparison {
  if (typeof a === 'number' && typeof b === 'number') return byNumber(a, b)
  const [one, other] = [lifeOf(a), lifeOf(b)]
  return one && other ? compareLives(one, other) : 'apart'
}

function lifeOf(value: unknown): Life | undefined {
  if (typeof value === 'number') return { days: value }
  if (typeof value !== 'object' || value === null || !('days' in value) || typeof value.days !== 'number')
    return undefined
  const { period, rule } = value as { period?: unknown; rule?: unknown }
  return {
    days: value.days,
    ...(typeof period === 'string' && parsePeriod(period) ? { period } : {}),
    ...(typeof rule === 'string' ? { rule } : {}),
  }
}

const isFilled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const protective = ({ bound }: Bound, value: unknown): readonly unknown[] =>
  listOf(value).filter((one) => listOf(bound).includes(one))

function byNumber(a: number, b: number): Comparison {
  return a === b ? 'equal' : a > b ? 'stricter' : 'looser'
}

/** The larger set is the stricter one. */
function bySets(a: readonly unknown[], b: readonly unknown[]): Comparison {
  const [more, less] = [b.every((one) => a.includes(one)), a.every((one) => b.includes(one))]
  if (more && less) return 'equal'
  return more ? 'stricter' : less ? 'looser' : 'apart'
}
