// What a breach asks for, in a sentence for whoever writes the policy.

import type { Breach } from './bounds.ts'
import type { Floor } from './bounds-floor.ts'

const listed = (bound: unknown): string => (Array.isArray(bound) ? bound.join(', ') : String(bound))
const unitOf = (param: string): string => {
  if (/hours/.test(param)) return ' hours'
  if (/months/.test(param)) return ' months'
  return /^retention|days|complaint_window/.test(param) ? ' days' : /cell_m$/.test(param) ? ' metres' : ''
}

export function sayTodo(told: Omit<Breach, 'todo'>, floor: Floor): string {
  const { op, param, value, bound, id } = told
  if ((op === '<=' || op === '>=') && bound === undefined)
    return `name one of the member states of the floor in lea.memberState: ${Object.keys(floor.consentAge).join(', ')}`
  if ((op === '<=' || op === '>=') && value !== undefined && !isNumberLike(value))
    return `write ${param} as a whole number without quotes or sign, ${limit(op, bound)}${unitOf(param)}`
  if (op === '<=' || op === '>=') return `set ${param} to ${limit(op, bound)}${unitOf(param)}`
  if (op === '==') return `set ${param} to ${JSON.stringify(bound)}`
  if (op === 'subset') return `use in ${param} only: ${listed(bound)}`
  if (op === 'superset') return `add to ${param} what is missing of: ${listed(bound)}`
  if (op === 'includesAny') return `offer in ${param} at least one of: ${listed(bound)}`
  if (op === 'present') return `fill in ${param}`
  if (op === 'presentIf')
    return `name in ${param} the law that lets only named persons make a formal complaint, or offer another way`
  const { led, other, consent, consentFor } = bound as {
    led: string[]
    other: string[]
    consent: string[]
    consentFor: string[]
  }
  return `rest ${param} (${id}) on ${led.join(', ')} for police work, on ${other.join(', ')} for other tasks; ${consent.join(', ')} only for ${consentFor.join(', ')}`
}

const isNumberLike = (value: unknown): boolean =>
  (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) ||
  (typeof value === 'object' && value !== null)
const limit = (op: '<=' | '>=', bound: unknown): string =>
  op === '<=' ? `at most ${listed(bound)}` : `at least ${listed(bound)}`
