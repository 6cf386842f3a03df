// Values and bounds of a policy as people read them.
import type { Bound } from '@citycop/protocol/policy/bounds-floor.ts'
import { parsePeriod } from '@citycop/protocol/policy/periods.ts'
import type { MessageKey } from './message-key.ts'
import { say } from './messages.svelte.ts'

type Unit = 'days' | 'hours' | 'months' | 'metres' | 'square-kilometres' | 'years'
const counts: Record<Unit, MessageKey> = {
  days: 'policy.days',
  hours: 'policy.hours',
  months: 'policy.months',
  metres: 'policy.metres',
  'square-kilometres': 'policy.square-kilometres',
  years: 'policy.years',
}
const units: readonly (readonly [RegExp, Unit])[] = [
  [/hours/, 'hours'],
  [/months/, 'months'],
  [/^retention\.|days/, 'days'],
  [/cell_m$/, 'metres'],
  [/km2$/, 'square-kilometres'],
  [/_age$/, 'years'],
]

/** `place` says what a number counts. */
export function sayValue(place: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return say('policy.none')
  if (typeof value === 'boolean') return say(value ? 'policy.yes' : 'policy.no')
  if (typeof value === 'number') return sayNumber(place, value)
  if (Array.isArray(value)) return value.length === 0 ? say('policy.none') : sayList(value.flat())
  if (typeof value === 'object') return sayObject(place, value as Record<string, unknown>)
  return sayWord(String(value))
}

function sayNumber(place: string, value: number): string {
  const unit = units.find(([pattern]) => pattern.test(place))?.[1]
  return unit ? say(counts[unit], { count: value }) : String(value)
}

/** Codes of the floor's vocabularies lose their underscores; all else stands as it is written. */
const sayWord = (word: string): string => (/^[a-z][a-z0-9_+]*$/.test(word) ? word.replaceAll('_', ' ') : word)
const sayList = (values: readonly unknown[]): string =>
  [...new Set(values.map((one) => (typeof one === 'object' ? JSON.stringify(one) : sayWord(String(one)))))].join(', ')

function sayObject(place: string, value: Record<string, unknown>): string {
  const { rule, period, days } = value
  if (typeof rule === 'string') {
    const law = /\((.*)\)/.exec(rule)?.[1]
    return law === undefined ? say('policy.year-after') : say('policy.year-after-law', { law })
  }
  if (typeof period === 'string') return sayPeriod(period)
  if (typeof days === 'number') return sayNumber(place, days)
  return Object.entries(value)
    .map(([name, one]) => `${sayWord(name)}: ${typeof one === 'object' ? JSON.stringify(one) : String(one)}`)
    .join('; ')
}

function sayPeriod(spelt: string): string {
  const { years, months, days } = parsePeriod(spelt) ?? { years: 0, months: 0, days: 0 }
  const parts: readonly (readonly [MessageKey, number])[] =
    days > 0 && days % 7 === 0 && years + months === 0
      ? [['policy.weeks', days / 7]]
      : [
          ['policy.years', years],
          ['policy.months', months],
          ['policy.days', days],
        ]
  const said = parts.filter(([, count]) => count > 0).map(([key, count]) => say(key, { count }))
  return said.join(', ')
}

/** What the floor asks. */
export function sayBound(param: Pick<Bound, 'op' | 'path'>, bound: Bound['bound']): string {
  const value = sayValue(param.path, bound)
  switch (param.op) {
    case '<=':
      return say('policy.at-most', { value })
    case '>=':
      return say('policy.at-least', { value })
    case '==':
      return say('policy.always', { value })
    case 'subset':
      return say('policy.only-from', { value })
    case 'superset':
      return say('policy.all-of', { value })
    case 'includesAny':
      return say('policy.one-of', { value })
    case 'present':
      return say('policy.named')
    case 'presentIf':
      return say('policy.named-if')
    case 'regimeBasis':
      return say('policy.by-purpose')
  }
}
