// A sentence before it is said: a message and its parameters. What a language says in its own way – a day, a span of time, a list, a
// country – stays a value until then, so that one list of sentences serves every language.
import type { Values } from '@citycop/ui/format.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'

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

export type Voice = { readonly locale: string; readonly say: (key: MessageKey, values?: Values) => string }

export function sayIt({ key, values = {} }: Said, voice: Voice): string {
  const spoken = Object.entries(values).map(([name, value]) => [name, sayValue(value, voice)])
  return voice.say(key, Object.fromEntries(spoken))
}

function sayValue(value: Value, voice: Voice): string | number {
  if (typeof value !== 'object') return value
  if ('day' in value) return sayDayIn(value.day, voice.locale)
  if ('span' in value) return saySpan(value.span, voice.locale)
  if ('country' in value) return sayCountry(value.country, voice.locale)
  if ('said' in value) return sayIt(value.said, voice)
  const items = value.list.map((one) => (typeof one === 'string' ? one : sayIt(one, voice)))
  return new Intl.ListFormat(voice.locale).format(items)
}

const sayDayIn = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

const units = ['years', 'months', 'days', 'hours'] as const
const single = { years: 'year', months: 'month', days: 'day', hours: 'hour' } as const

export function saySpan(span: Span, locale: string): string {
  const parts = units.filter((unit) => span[unit] !== undefined && (span[unit] !== 0 || isOnly(span, unit)))
  const said = parts.map((unit) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: single[unit], unitDisplay: 'long' }).format(span[unit] ?? 0),
  )
  return new Intl.ListFormat(locale).format(said)
}
const isOnly = (span: Span, unit: keyof Span): boolean => units.every((one) => one === unit || !span[one])

/** Browsers before 2021 know no names of countries; the two letters then stand for it. */
const sayCountry = (country: string, locale: string): string =>
  'DisplayNames' in Intl && /^[A-Z]{2}$/.test(country)
    ? (new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country)
    : country
