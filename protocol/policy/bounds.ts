// Whether a policy lies inside the floor. Every breach names the parameter, its value, the bound, the law and what to do. Works on
// raw JSON, so that days written as text or below nothing are refused with the parameter's name.
import { type Bound, boundFor, type Floor, type Kind, type Op } from './bounds-floor.ts'
import { daysThatCount } from './bounds-lives.ts'
import { valuesAt } from './bounds-paths.ts'
import { sayTodo } from './bounds-words.ts'

export type Breach = {
  readonly id: string
  readonly param: string
  readonly value: unknown
  readonly bound: Bound['bound']
  readonly op: Op
  readonly law: string
  readonly kind: Kind
  readonly todo: string
}

export const breachesOf = (policy: unknown, floor: Floor): readonly Breach[] =>
  floor.params.flatMap((param) => breachesIn(param, policy, floor))

const stateOf = (policy: unknown): unknown => valuesAt(policy, 'lea.memberState')[0]?.value

export function breachesIn(param: Bound, policy: unknown, floor: Floor): readonly Breach[] {
  const bound = boundFor(param, floor, stateOf(policy))
  const { id, op, law, kind, path } = param
  const breach = (at: string, value: unknown): Breach => {
    const told = { id, param: at, value, bound, op, law, kind }
    return { ...told, todo: sayTodo(told, floor) }
  }
  if (op === 'regimeBasis') return basisBreaches(param, policy, floor).map(({ at, value }) => breach(at, value))
  if (op === 'presentIf')
    return onlyIdentified(param, policy) && !isFilled(valueAt(policy, path))
      ? [breach(path, valueAt(policy, path))]
      : []
  return valuesAt(policy, path)
    .filter(({ value, around }) => !holds(op, counted(param, value, around), bound))
    .map(({ at, value, around }) => breach(at, shown(param, value, around)))
}

const valueAt = (policy: unknown, path: string): unknown => valuesAt(policy, path)[0]?.value
const counted = ({ op, path }: Bound, value: unknown, around: unknown): unknown =>
  /\.days$/.test(path) ? daysThatCount(op, value, around) : value
/** A life with a period or a rule is shown whole: its `days` alone would not be what was refused. */
const shown = (param: Bound, value: unknown, around: unknown): unknown =>
  counted(param, value, around) === value ? value : around

const isFilled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Whether a value keeps to its bound. What is missing keeps to none. */
export function holds(op: Op, value: unknown, bound: unknown): boolean {
  if (op === 'present') return isFilled(value)
  if (value === undefined) return false
  if (op === '<=') return isCount(value) && isCount(bound) && value <= bound
  if (op === '>=') return isCount(value) && isCount(bound) && value >= bound
  if (op === '==') return value === bound
  const [values, bounds] = [listOf(value), listOf(bound)]
  if (op === 'subset') return values.every((one) => bounds.includes(one))
  if (op === 'superset') return bounds.every((one) => values.includes(one))
  return bounds.some((one) => values.includes(one))
}

function onlyIdentified({ if: condition }: Bound, policy: unknown): boolean {
  const modes = valueAt(policy, condition?.path ?? '')
  return Array.isArray(modes) && modes.length > 0 && modes.every((one) => one === 'identified')
}

/** Each purpose rests on what the law lets it rest on: police work on law, never on consent; nothing on legitimate interest. */
function basisBreaches({ bound }: Bound, policy: unknown, { vocabularies }: Floor): { at: string; value: unknown }[] {
  if (typeof bound !== 'object' || Array.isArray(bound)) return []
  const ids = valuesAt(policy, 'purposes[].id')
  return valuesAt(policy, 'purposes[].basis').filter(({ value }, n) => {
    const id = String(ids[n]?.value)
    if (!Object.hasOwn(vocabularies.purposes, id)) return false // refused as a purpose already
    const allowed = id.startsWith('led_')
      ? bound.led
      : [...bound.other, ...(bound.consentFor.includes(id) ? bound.consent : [])]
    return !allowed.includes(String(value))
  })
}
