// A value of a policy in words, whatever its shape: a life, a number with its unit, yes or no, a list of things that have names.
import { parsePeriod } from '@citycop/protocol/policy/periods.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { sayList, sayNumber } from '@citycop/ui/spoken.ts'
import { modeWords, purposeWords, recipientWords } from './panel-words.ts'
import { saySpan, type Voice } from './said.ts'

const words: Readonly<Record<string, MessageKey>> = { ...modeWords, ...purposeWords, ...recipientWords }

/** `path`: where it stands, which says its unit. */
export function sayValue(value: unknown, path: string, voice: Voice): string {
  if (value === undefined || value === null || value === '') return voice.say('policy.none')
  if (typeof value === 'boolean') return voice.say(value ? 'policy.yes' : 'policy.no')
  if (typeof value === 'number') return sayQuantity(value, path, voice)
  if (typeof value === 'string') return sayWord(value, voice)
  if (Array.isArray(value)) return sayValues(value, path, voice)
  return sayThing(value as Record<string, unknown>, path, voice)
}

function sayQuantity(value: number, path: string, voice: Voice): string {
  if (/days(_after_\w+)?$/.test(path)) return saySpan({ days: value }, voice.language)
  if (/hours$/.test(path)) return saySpan({ hours: value }, voice.language)
  if (/months$/.test(path)) return saySpan({ months: value }, voice.language)
  if (/_age$/.test(path)) return saySpan({ years: value }, voice.language)
  if (/cell_m$/.test(path)) return voice.say('policy.metres', { count: value })
  if (/km2$/.test(path)) return voice.say('policy.square-kilometres', { count: value })
  return sayNumber(value, voice.language)
}

function sayWord(value: string, { say }: Voice): string {
  const key = words[value]
  return key ? say(key) : value.replaceAll('_', ' ')
}

const sayValues = (values: readonly unknown[], path: string, voice: Voice): string =>
  values.length === 0
    ? voice.say('policy.none')
    : sayList(
        values.map((one) => sayValue(one, path, voice)),
        voice.language,
      )

function sayThing(thing: Record<string, unknown>, path: string, voice: Voice): string {
  const { days, period, rule } = thing
  if (typeof rule === 'string') return sayRule(rule, voice)
  const span = typeof period === 'string' ? parsePeriod(period) : undefined
  if (span) return saySpan(span, voice.language)
  if (typeof days === 'number') return saySpan({ days }, voice.language)
  const name = [thing.id, thing.class, thing.promise, thing.param].find((one) => typeof one === 'string')
  if (typeof name === 'string') return sayWord(name, voice)
  return sayValues(Object.values(thing), path, voice)
}

function sayRule(rule: string, { say }: Voice): string {
  const law = /\((.*)\)$/.exec(rule)?.[1]
  return law === undefined ? say('policy.year-after') : say('policy.year-after-law', { law })
}
