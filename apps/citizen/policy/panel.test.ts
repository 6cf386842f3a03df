import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { floor } from '@citycop/floor/floor.ts'
import type { CityPolicy } from '@citycop/protocol/policy/city-policy.ts'
import { type Policy, policy as policySchema, termsOf } from '@citycop/protocol/policy/terms.ts'
import { format, type Message } from '@citycop/ui/format.ts'
import { irish } from '@citycop/ui/irish.ts'
import { type Language, languages } from '@citycop/ui/languages.ts'
import { takeOwnWords } from '@citycop/ui/own-words.ts'
import { compileCatalog } from '@citycop/ui/vite-messages.ts'
import { noticeOf, type PanelContext, panelOf } from './panel.ts'
import { modeWords, purposeWords, recipientWords } from './panel-words.ts'
import { sayIt, type Voice } from './said.ts'

const pilot = join(import.meta.dirname, '../../../pilots/portolume/policy/policy.json')
const terms = termsOf(JSON.parse(readFileSync(pilot, 'utf8')) as CityPolicy)
const context: PanelContext = {
  unit: 'Harbour',
  today: '2026-11-24',
  kind: 'tip',
  city: 'Portolume',
  law: 'Law 1',
}

takeOwnWords('ga', irish)
function voice(language: Language): Voice {
  const catalog = compileCatalog(language, ['policy-panel'])
  return {
    language,
    say: (key, values = {}) => format(language, catalog[key] as Message, values),
  }
}
const voices = Object.fromEntries(languages.map((one) => [one, voice(one)]))
const panelIn = (language: string, given: Policy, of: PanelContext = context): string =>
  panelOf(given, of)
    .flatMap(({ heading, lines }) => [{ key: heading }, ...lines])
    .map((one) => sayIt(one, voices[language] as Voice))
    .join('\n')
const noticeIn = (language: string, given: Policy): string =>
  noticeOf(panelOf(given, context))
    .map((one) => sayIt(one, voices[language] as Voice))
    .join('\n')

const messagesIn = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../ui/messages/${language}/policy-panel.json`), 'utf8'))
/** The names of what is put in, each once: "{day}", "{count, plural, …}". */
const asksFor = (said: string) => [...new Set([...said.matchAll(/\{(\w+)[},]/g)].map(([, name]) => name))].sort()
const saidBeforeSending = [
  'purposes',
  'recipients',
  'retention',
  'holdDays',
  'dpo',
  'supervisoryAuthority',
  'deferral',
  'limits',
] as const

/** One change of each term; a term without one fails the test below. */
const changes: Record<keyof Policy, (one: Policy) => Policy> = {
  version: (one) => ({ ...one, version: 7 }),
  memberState: (one) => ({ ...one, memberState: 'PT' }),
  timeZone: (one) => ({ ...one, timeZone: 'Europe/Lisbon' }),
  acknowledgeDays: (one) => ({ ...one, acknowledgeDays: one.acknowledgeDays + 1 }),
  answerDays: (one) => ({ ...one, answerDays: one.answerDays + 1 }),
  triageHours: (one) => ({ ...one, triageHours: 24 }),
  withdrawalDays: (one) => ({ ...one, withdrawalDays: 3 }),
  sessionHours: (one) => ({ ...one, sessionHours: 2 }),
  breakGlassHours: (one) => ({ ...one, breakGlassHours: 48 }),
  trainingMonths: (one) => ({ ...one, trainingMonths: 6 }),
  backupDays: (one) => ({ ...one, backupDays: 7 }),
  erasureNoticeDays: (one) => ({ ...one, erasureNoticeDays: 31 }),
  holdDays: (one) => ({ ...one, holdDays: 365 }),
  identityDays: (one) => ({ ...one, identityDays: 30 }),
  attachmentsUnusedDays: (one) => ({ ...one, attachmentsUnusedDays: 45 }),
  reviewEvery: (one) => ({ ...one, reviewEvery: { days: 184, period: 'P6M' } }),
  accessLog: (one) => ({ ...one, accessLog: { days: 730, rule: 'end_of_year_following (Law 2 art. 3(1))' } }),
  retention: (one) => ({ ...one, retention: { ...one.retention, noncrime: { days: 100 } } }),
  modes: (one) => ({ ...one, modes: { ...one.modes, tip: ['identified'] } }),
  purposes: (one) => ({ ...one, purposes: one.purposes.slice(1) }),
  recipients: (one) => ({ ...one, recipients: one.recipients.map((r) => ({ ...r, onlyIfAgreed: true })) }),
  transfers: (one) => ({ ...one, transfers: [{ to: 'traffic', groups: ['concern'] }] }),
  dpo: (one) => ({ ...one, dpo: 'other@city.example' }),
  supervisoryAuthority: (one) => ({ ...one, supervisoryAuthority: 'Another authority' }),
  watchdog: (one) => ({ ...one, watchdog: 'Another watchdog' }),
  deferral: ({ deferral: _, ...one }) => one,
  limits: (one) => ({ ...one, limits: one.limits.slice(1) }),
}

for (const language of languages) {
  test(`in ${language} the panel says everything, and each term that changes changes it`, () => {
    assert.deepEqual(Object.keys(changes).sort(), Object.keys(policySchema.entries).sort())
    const before = panelIn(language, terms)
    assert.doesNotMatch(before, /policy-panel\.|undefined|NaN|\{|\[object/)
    for (const [term, change] of Object.entries(changes))
      assert.notEqual(panelIn(language, change(terms)), before, `${term} changes nothing`)
  })

  test(`in ${language} each class, kind, recipient and deferral of its own changes the panel`, () => {
    const before = panelIn(language, terms)
    for (const one of Object.keys(terms.retention) as (keyof Policy['retention'])[]) {
      const retention = { ...terms.retention, [one]: { days: 1, period: 'P2M' } }
      assert.notEqual(panelIn(language, { ...terms, retention }), before, one)
    }
    for (const kind of Object.keys(terms.modes) as (keyof Policy['modes'])[]) {
      const changed: Policy = { ...terms, modes: { ...terms.modes, [kind]: ['pseudonymous'] } }
      assert.notEqual(panelIn(language, changed, { ...context, kind }), panelIn(language, terms, { ...context, kind }))
    }
    for (const [i] of terms.purposes.entries())
      assert.notEqual(panelIn(language, { ...terms, purposes: terms.purposes.toSpliced(i, 1) }), before)
    for (const [i] of terms.recipients.entries())
      assert.notEqual(panelIn(language, { ...terms, recipients: terms.recipients.toSpliced(i, 1) }), before)
    for (const change of [{ days: 12 }, { law: 'Law 3' }]) {
      const deferral = { law: 'Law', days: 90, ...terms.deferral, ...change }
      assert.notEqual(panelIn(language, { ...terms, deferral }), before)
    }
    for (const promise of ['erasure', 'notice', 'anonymity', 'withdrawal']) {
      const said = panelIn(language, { ...terms, limits: [{ promise, law: 'Law 4' }] })
      assert.match(said, /Law 4/)
      assert.notEqual(said, panelIn(language, { ...terms, limits: [] }))
    }
    assert.match(
      panelIn(language, { ...terms, accessLog: { days: 1, rule: 'end_of_year_following (Law 2)' } }),
      /Law 2/,
    )
  })

  test(`in ${language} the notice names who answers for it, why, who gets it, until when, and where to complain`, () => {
    const notice = noticeIn(language, terms)
    for (const needed of [
      'Portolume',
      'Law 1',
      terms.dpo,
      terms.supervisoryAuthority,
      terms.deferral?.law ?? '-',
      '2027',
    ])
      assert.ok(notice.includes(needed), needed)
    assert.ok(notice.length < panelIn(language, terms).length)
    for (const one of saidBeforeSending) assert.notEqual(noticeIn(language, changes[one](terms)), notice, one)
  })

  test(`in ${language} no sentence holds a figure of its own, and each asks for what the English one asks for`, () => {
    const [own, english] = [messagesIn(language), messagesIn('en')]
    assert.deepEqual(Object.keys(own).sort(), Object.keys(english).sort())
    for (const [key, said] of Object.entries(own)) {
      assert.doesNotMatch(said, /\d/, key)
      assert.deepEqual(asksFor(said), asksFor(english[key] ?? ''), key)
    }
  })
}

test('no sentence of the panel is kept by hand: each goes or changes with a term, but for the one about rights that no policy gives', () => {
  const linesOf = (given: Policy, of: PanelContext = context) =>
    panelOf(given, of).flatMap(({ lines }) => lines.map((one) => JSON.stringify(one)))
  const elsewhere: PanelContext = { unit: 'Hills', today: '2026-11-25', kind: 'concern', city: 'Other', law: 'Law 9' }
  const changed = [...Object.values(changes).map((change) => change(terms)), { ...terms, limits: [] }]
  const others = [...changed.map((given) => linesOf(given)), linesOf(terms, elsewhere)]
  const kept = linesOf(terms).filter((line) => others.every((lines) => lines.includes(line)))
  assert.deepEqual(
    kept.map((line) => JSON.parse(line).key),
    ['policy-panel.rights'],
  )
})

test('every purpose, recipient and mode of the floor has words', () => {
  const { purposes, recipients, identityModes } = floor.vocabularies
  assert.deepEqual(Object.keys(purposeWords).sort(), Object.keys(purposes).sort())
  assert.deepEqual(Object.keys(recipientWords).sort(), [...recipients].sort())
  assert.deepEqual(Object.keys(modeWords).sort(), [...identityModes].sort())
})

test('the days are those of the end-date rule: the shortest while undecided, calendar months as calendars count', () => {
  const retention = { ...terms.retention, no_action: { days: 1, period: 'P3M' } }
  const lines = panelOf({ ...terms, retention }, { ...context, today: '2026-11-30' }).flatMap((one) => one.lines)
  const undecided = lines.find((one) => one.key === 'policy-panel.undecided')
  assert.deepEqual(undecided?.values, { day: { day: '2027-02-28' } })
})
