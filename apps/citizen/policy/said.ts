// A sentence before it is said: a message and its parameters. What a language says in its own way – a day, a span of time, a list, a
// country – stays a value until then, so that one list of sentences serves every language.
import { sayDay } from '@citycop/ui/dates.ts'
import type { Values } from '@citycop/ui/format.ts'
import type { Language } from '@citycop/ui/languages.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { sayList, sayRegion, sayUnit } from '@citycop/ui/spoken.ts'

export type Span = Partial<Record<'years' | 'months' | 'days' | 'hours', number>>
export type Value =
  | string
  | number
  | { readonly day: string }
  | { readonly span: Span }
  | { readonly country: string }
  | { readonly said: Said }
  | { readonly list: readonly (Said | string)[] }
export type Said = { readonly key: MessageKey; readonly values?: Readonly<Record<string, Value>> }

export type Voice = { readonly language: Language; readonly say: (key: MessageKey, values?: Values) => string }

export function sayIt({ key, values = {} }: Said, voice: Voice): string {
  const spoken = Object.entries(values).map(([name, value]) => [name, sayValue(value, voice)])
  return voice.say(key, Object.fromEntries(spoken))
}

function sayValue(value: Value, voice: Voice): string | number {
  if (typeof value !== 'object') return value
  if ('day' in value) return sayDay(value.day, voice.language)
  if ('span' in value) return saySpan(value.span, voice.language)
  if ('country' in value) return sayRegion(value.country, voice.language)
  if ('said' in value) return sayIt(value.said, voice)
  const items = value.list.map((one) => (typeof one === 'string' ? one : sayIt(one, voice)))
  return sayList(items, voice.language)
}

const units = ['years', 'months', 'days', 'hours'] as const
const single = { years: 'year', months: 'month', days: 'day', hours: 'hour' } as const

export function saySpan(span: Span, language: Language): string {
  const parts = units.filter((unit) => span[unit] !== undefined && (span[unit] !== 0 || isOnly(span, unit)))
  return sayList(
    parts.map((unit) => sayUnit(span[unit] ?? 0, single[unit], language)),
    language,
  )
}
const isOnly = (span: Span, unit: keyof Span): boolean => units.every((one) => one === unit || !span[one])
