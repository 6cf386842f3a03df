// What the check of the log found, in words. One list of sentences for each state; the first screen shows no hash.
import type { LogCheck, LogState } from '@citycop/client/log/log-check.ts'
import type { Values } from '@citycop/ui/format.ts'
import type { Language } from '@citycop/ui/languages.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { sayList } from '@citycop/ui/spoken.ts'
import { sayAgo } from './say-ago.ts'

export const stateWords: Record<LogState, MessageKey> = {
  confirmed: 'mailbox.log.confirmed',
  waiting: 'mailbox.log.waiting',
  stale: 'mailbox.log.stale',
  contradiction: 'mailbox.log.contradiction',
  unwitnessed: 'mailbox.log.unwitnessed',
}
export const stateKinds = {
  confirmed: 'success',
  waiting: 'info',
  stale: 'warn',
  contradiction: 'danger',
  unwitnessed: 'warn',
} as const satisfies Record<LogState, string>

const whyWords: Record<NonNullable<LogCheck['why']>, MessageKey> = {
  fork: 'mailbox.log.why.fork',
  withheld: 'mailbox.log.why.withheld',
  moved: 'mailbox.log.why.moved',
  twice: 'mailbox.log.why.twice',
  time: 'mailbox.log.why.time',
  backdated: 'mailbox.log.why.backdated',
  law: 'mailbox.log.why.law',
  entries: 'mailbox.log.why.entries',
  note: 'mailbox.log.why.note',
  older: 'mailbox.log.why.older',
  old: 'mailbox.log.why.old',
  missing: 'mailbox.log.why.missing',
  unavailable: 'mailbox.log.why.unavailable',
  quorum: 'mailbox.log.why.quorum',
  large: 'mailbox.log.why.large',
  newer: 'mailbox.log.why.newer',
}

export type Sentence = readonly [key: MessageKey, values?: Values]

/** `erased`: what was looked for is the erasure. */
type Asked = { readonly erased?: boolean; readonly demo: boolean; readonly language: Language; readonly now: Date }

export function sentences(check: LogCheck, { erased = false, demo, language, now }: Asked): Sentence[] {
  const { state, why, index = 0, newest, bytes } = check
  const ago = newest === undefined ? '' : sayAgo(newest, now, language)
  const key = why === 'old' && newest === undefined ? 'mailbox.log.why.never' : why && whyWords[why]
  const reason: Sentence[] = key ? [[key, { number: index, ago, megabytes: Math.ceil(bytes / 1e6) }]] : []
  if (state === 'contradiction') return [...reason, ['mailbox.log.act']]
  const [inside, looked] = [erased ? insideErased(check) : insideOf(check), lookedThrough(check, erased)]
  if (state === 'unwitnessed') return [inside, ['mailbox.log.alone'], ...looked]
  if (state === 'stale' || check.size === 0) return [...reason, ...looked]
  return [inside, ...witnesses(check, ago, demo, language), ...reason, ...looked]
}

const insideOf = ({ acts, confirmed }: LogCheck): Sentence =>
  confirmed === acts ? ['mailbox.log.all', { count: acts }] : ['mailbox.log.some', { count: confirmed }]

const insideErased = ({ acts, confirmed }: LogCheck): Sentence => [
  confirmed === acts ? 'mailbox.log.erased' : 'mailbox.log.erased-not-yet',
]

/** Of no entries nothing is said: that there is nothing else in them would sound like a finding. */
function lookedThrough({ unscanned, scanned }: LogCheck, erased: boolean): Sentence[] {
  if (unscanned) return [['mailbox.log.unscanned']]
  if (scanned === 0) return []
  return [[erased ? 'mailbox.log.scanned-erased' : 'mailbox.log.scanned', { count: scanned }]]
}

function witnesses({ witnesses: names, newest }: LogCheck, ago: string, demo: boolean, language: Language): Sentence[] {
  if (newest === undefined) return []
  const values = { count: names.length, names: sayList(names, language), ago }
  return [[demo ? 'mailbox.log.demo-witnesses' : 'mailbox.log.witnesses', values]]
}
