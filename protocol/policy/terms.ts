// The terms of the policy in force: what a phone, a desk and the server need of it from day to day. They follow from the text that
// stands in the log and from nothing else, so whoever reads the log can work them out again.
import * as v from 'valibot'
import { name, whole } from '../contract/fields.ts'
import { type CityPolicy, identityModes } from './city-policy.ts'
import { listedGroups } from './parameters.ts'

const text = v.pipe(v.string(), v.maxLength(400))
const life = v.strictObject({ days: whole, period: v.optional(text), rule: v.optional(text) })
const modes = v.array(v.picklist(identityModes))

export const policy = v.strictObject({
  /** 0: no version was approved yet, and nothing is taken in. */
  version: whole,
  memberState: v.pipe(v.string(), v.maxLength(2)),
  timeZone: v.pipe(v.string(), v.maxLength(60)),
  acknowledgeDays: whole,
  answerDays: whole,
  triageHours: whole,
  withdrawalDays: whole,
  sessionHours: whole,
  breakGlassHours: whole,
  trainingMonths: whole,
  backupDays: whole,
  erasureNoticeDays: whole,
  holdDays: whole,
  identityDays: whole,
  attachmentsUnusedDays: whole,
  reviewEvery: life,
  accessLog: life,
  retention: v.strictObject({
    noncrime: life,
    crime_minor: life,
    crime_serious: life,
    no_action: life,
    tip_anonymous: life,
  }),
  modes: v.strictObject({ tip: modes, concern: modes, formal_complaint: modes }),
  purposes: v.array(v.pipe(v.string(), v.maxLength(60))),
  recipients: v.array(v.strictObject({ class: v.pipe(v.string(), v.maxLength(60)), onlyIfAgreed: v.boolean() })),
  /** Units to which reports of these groups may be handed without the person's yes. */
  transfers: v.array(v.strictObject({ to: name, groups: v.array(v.picklist(listedGroups)) })),
  dpo: text,
  supervisoryAuthority: text,
  watchdog: text,
  /** Absent: nobody is told of an opening later than at once. */
  deferral: v.optional(v.strictObject({ law: text, days: whole })),
  limits: v.array(v.strictObject({ promise: v.pipe(v.string(), v.maxLength(20)), law: text })),
})
export type Policy = v.InferOutput<typeof policy>
export type RetentionClass = keyof Policy['retention']

/** @throws Error when the policy lacks what a running city needs */
export function termsOf(city: CityPolicy): Policy {
  const { service, retention, identity, access } = city
  if (!service) throw new Error('the policy has no section "service"')
  return {
    version: Number(city.version),
    memberState: city.lea.memberState,
    timeZone: service.time_zone,
    acknowledgeDays: service.acknowledge_days,
    answerDays: service.answer_days,
    triageHours: service.triage_hours,
    withdrawalDays: service.withdrawal_days,
    sessionHours: access.session_hours,
    breakGlassHours: identity.break_glass.review_hours,
    trainingMonths: access.training_months,
    backupDays: retention.backup.days,
    erasureNoticeDays: retention.erasure_notice?.days ?? 90,
    holdDays: retention.legal_hold_max.days,
    identityDays: retention.reporter_identity.days_after_close,
    attachmentsUnusedDays: retention.attachments_unused.days,
    reviewEvery: retention.review_every,
    accessLog: retention.access_log,
    retention: {
      noncrime: retention.report_noncrime,
      crime_minor: retention.report_crime_minor,
      crime_serious: retention.report_crime_serious,
      no_action: retention.report_no_action,
      tip_anonymous: retention.tip_anonymous,
    },
    modes: identity.modes_by_kind,
    purposes: city.purposes.map(({ id }) => id),
    recipients: city.recipients.map((one) => ({
      class: one.class,
      onlyIfAgreed: one.condition === 'person_agreed',
    })),
    transfers: city.transfers ?? [],
    dpo: city.governance.dpo.contact,
    supervisoryAuthority: city.governance.supervisory_authority,
    watchdog: city.governance.watchdog,
    ...(city.deferral ? { deferral: city.deferral } : {}),
    limits: city.limits ?? [],
  }
}

const days = (count: number) => ({ days: count })

/** Before the first version is approved: the floor's shortest lives, so that what is asked of the directory has an answer. */
export const noPolicyYet: Policy = {
  version: 0,
  memberState: '',
  timeZone: 'Europe/Brussels',
  acknowledgeDays: 3,
  answerDays: 10,
  triageHours: 72,
  withdrawalDays: 14,
  sessionHours: 8,
  breakGlassHours: 24,
  trainingMonths: 12,
  backupDays: 30,
  erasureNoticeDays: 90,
  holdDays: 180,
  identityDays: 90,
  attachmentsUnusedDays: 90,
  reviewEvery: days(180),
  accessLog: days(731),
  retention: {
    noncrime: days(180),
    crime_minor: days(180),
    crime_serious: days(180),
    no_action: days(180),
    tip_anonymous: days(180),
  },
  modes: { tip: ['anonymous'], concern: ['anonymous'], formal_complaint: ['anonymous'] },
  purposes: [],
  recipients: [],
  transfers: [],
  dpo: '',
  supervisoryAuthority: '',
  watchdog: '',
  limits: [],
}

/** Whether the list in force lets a report of this group go to that unit. */
export const isListed = ({ transfers }: Pick<Policy, 'transfers'>, group: string, unit: string): boolean =>
  transfers.some(({ to, groups }) => to === unit && groups.some((one) => one === group))
