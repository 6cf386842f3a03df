// "Who will see what, until when", and the notice before sending: from the terms in force and from nothing else. Pure: the same terms
// and day give the same sentences, and every term that changes changes one of them (panel.test.ts).
import { addDays } from '@citycop/protocol/contract/days.ts'
import { endDate } from '@citycop/protocol/policy/end-date.ts'
import { retentionClasses } from '@citycop/protocol/policy/parameters.ts'
import { parsePeriod } from '@citycop/protocol/policy/periods.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { classWords, modeWords, purposeWords, recipientWords, sayLimit, wordOf } from './panel-words.ts'
import type { Said, Span, Value } from './said.ts'

/** `short`: said before sending (GDPR 13, LED 13), not only when asked for. */
export type Line = Said & { readonly short?: true }
export type Section = { readonly heading: MessageKey; readonly lines: readonly Line[] }
export type PanelContext = {
  /** The unit's title in the person's language. */
  readonly unit: string
  /** The title of any of the city's units. */
  readonly nameOf?: (unit: string) => string
  /** The city's civil day. */
  readonly today: string
  readonly kind: keyof Policy['modes']
  /** The city's name, and the law it names for this kind of report; from its pilot, where it has one. */
  readonly city?: string | undefined
  readonly law?: string | undefined
}
type Life = Policy['accessLog']

export const panelOf = (terms: Policy, context: PanelContext): readonly Section[] =>
  [
    { heading: 'policy-panel.who' as const, lines: whoReads(terms, context) },
    { heading: 'policy-panel.until' as const, lines: untilWhen(terms, context.today) },
    { heading: 'policy-panel.told' as const, lines: whatIsTold(terms, context.today) },
    { heading: 'policy-panel.limits' as const, lines: terms.limits.map((one) => short(sayLimit(one))) },
    { heading: 'policy-panel.ask' as const, lines: whomToAsk(terms) },
    { heading: 'policy-panel.rules' as const, lines: theRules(terms, context) },
  ].filter(({ lines }) => lines.length > 0)

/** What the law wants to be said before anything is sent, in the order of the panel. */
export const noticeOf = (panel: readonly Section[]): readonly Line[] =>
  panel.flatMap(({ lines }) => lines.filter((one) => one.short))

function whoReads(terms: Policy, { unit, city, law, nameOf = (one) => one }: PanelContext): Line[] {
  const { purposes, recipients, transfers, trainingMonths, sessionHours } = terms
  const others = transfers.map(({ to }) => nameOf(to))
  const names = (agreed: boolean) =>
    recipients.filter((one) => one.onlyIfAgreed === agreed).map((one) => wordOf(recipientWords, one.class))
  const [free, agreed] = [names(false), names(true)]
  return [
    short({ key: 'policy-panel.reads', values: { unit } }),
    ...(city === undefined ? [] : [short({ key: 'policy-panel.controller', values: { city } })]),
    ...(law === undefined ? [] : [short({ key: 'policy-panel.basis', values: { law } })]),
    purposes.length === 0
      ? short({ key: 'policy-panel.purposes-none' })
      : short(
          list(
            'policy-panel.purposes',
            'purposes',
            purposes.map((one) => wordOf(purposeWords, one)),
          ),
        ),
    ...(recipients.length === 0 ? [short({ key: 'policy-panel.recipients-none' })] : []),
    ...(free.length === 0 ? [] : [short(list('policy-panel.recipients', 'recipients', free))]),
    ...(agreed.length === 0 ? [] : [short(list('policy-panel.recipients-agreed', 'recipients', agreed))]),
    others.length === 0 ? { key: 'policy-panel.transfers-none' } : list('policy-panel.transfers', 'units', others),
    {
      key: 'policy-panel.trained',
      values: { training: { span: { months: trainingMonths } }, session: { span: { hours: sessionHours } } },
    },
  ]
}

function untilWhen(terms: Policy, today: string): Line[] {
  const undecided = endDate(today, null, [terms])
  const ends = retentionClasses.map((one) => ({ one, day: endDate(today, one, [terms]) }))
  const days = ends.map(({ day }) => day).sort()
  const [shortest = undecided, longest = undecided] = [days[0], days.at(-1)]
  const filed: Line[] =
    shortest === longest
      ? [{ key: 'policy-panel.filed-same', values: { day: { day: longest } } }]
      : [
          { key: 'policy-panel.filed', values: { shortest: { day: shortest }, longest: { day: longest } } },
          ...ends.map(({ one, day }): Line => {
            const values = { class: { said: { key: classWords[one] } }, day: { day } }
            return { key: 'policy-panel.filed-as', values }
          }),
        ]
  return [
    short({ key: 'policy-panel.undecided', values: { day: { day: undecided } } }),
    ...filed,
    timed('policy-panel.triage', { hours: terms.triageHours }),
    { key: 'policy-panel.review', values: { time: lifeOf(terms.reviewEvery) } },
    timed('policy-panel.files', { days: terms.attachmentsUnusedDays }),
    timed('policy-panel.identity', { days: terms.identityDays }),
    timed('policy-panel.emergency-opening', { hours: terms.breakGlassHours }),
    timed('policy-panel.backups', { days: terms.backupDays }),
    timed('policy-panel.erased', { days: terms.erasureNoticeDays }),
    { key: 'policy-panel.access-log', values: { time: lifeOf(terms.accessLog) } },
    short(timed('policy-panel.hold', { days: terms.holdDays })),
    timed('policy-panel.withdraw', { days: terms.withdrawalDays }),
  ]
}

function whatIsTold({ acknowledgeDays, answerDays, deferral }: Policy, today: string): Line[] {
  const by = (days: number) => ({ day: addDays(today, days) })
  return [
    deferral
      ? short({
          key: 'policy-panel.deferral',
          values: { time: { span: { days: deferral.days } }, law: deferral.law },
        })
      : { key: 'policy-panel.at-once' },
    { key: 'policy-panel.answers', values: { acknowledge: by(acknowledgeDays), answer: by(answerDays) } },
  ]
}

const whomToAsk = ({ dpo, supervisoryAuthority, watchdog }: Policy): Line[] => [
  short({ key: 'policy-panel.rights' }),
  short({ key: 'policy-panel.dpo', values: { contact: dpo } }),
  short({ key: 'policy-panel.authority', values: { name: supervisoryAuthority } }),
  { key: 'policy-panel.watchdog', values: { name: watchdog } },
]

const theRules = ({ version, memberState, timeZone, modes }: Policy, { kind }: PanelContext): Line[] => [
  list(
    'policy-panel.modes',
    'modes',
    modes[kind].map((one) => ({ key: modeWords[one] })),
  ),
  { key: 'policy-panel.country', values: { country: { country: memberState }, zone: timeZone } },
  { key: 'policy-panel.version', values: { version } },
]

const short = (said: Said): Line => ({ ...said, short: true })
const timed = (key: MessageKey, span: Span): Line => ({ key, values: { time: { span } } })
const list = (key: MessageKey, name: string, items: readonly (Said | string)[]): Said => ({
  key,
  values: { [name]: { list: items } },
})

/** A rule of a law counts before a period, and a period before the days (endOf in periods.ts). */
export function lifeOf({ days, period, rule }: Life): Value {
  if (rule !== undefined) return { said: { key: 'policy-panel.rule', values: { law: lawIn(rule) } } }
  return { span: (period === undefined ? undefined : parsePeriod(period)) ?? { days } }
}

/** "end_of_year_following (BDSG 76(4))": the law stands in the outer brackets. */
const lawIn = (rule: string): string => /\((.*)\)$/.exec(rule)?.[1] ?? rule
