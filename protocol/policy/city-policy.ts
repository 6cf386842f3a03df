// A city's policy, as it is written down: the parameters of POLICY.md 2.2 in the shape of policy.json. The EU floor's bounds on
// them are data (floor/floor.json); here stands only what shape they have.
import * as v from 'valibot'
import { day, name, whole } from '../contract/fields.ts'
import { listedGroups } from './parameters.ts'
import { parsePeriod } from './periods.ts'

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(400))
const word = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_+-]{0,59}$/))
const words = v.pipe(v.array(word), v.maxLength(40))
const few = v.pipe(whole, v.maxValue(100_000))
const period = v.pipe(
  v.string(),
  v.check((one) => parsePeriod(one) !== undefined, 'no period like P6M or P30D'),
)
/** A named rule of a law, with the law behind it in brackets. */
const rule = v.pipe(v.string(), v.maxLength(120), v.regex(/^end_of_year_following( \(.{1,90}\))?$/))

/** How long: so many days, a calendar period, or a rule of a law. Where there are several the rule counts, then the period. */
const life = v.strictObject({ days: few, period: v.optional(period), rule: v.optional(rule) })
const lifeAfterClose = v.strictObject({ days_after_close: few })

export const identityModes = ['anonymous', 'pseudonymous', 'confidential', 'identified'] as const
export type IdentityMode = (typeof identityModes)[number]
const modes = v.pipe(v.array(v.picklist(identityModes)), v.minLength(1), v.maxLength(4))

export const cityPolicy = v.strictObject({
  schema: v.literal('citycop-policy/1'),
  floorVersion: v.pipe(v.string(), v.regex(/^eu-\d{4}\.\d{2}$/)),
  version: v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/)),
  lea: v.strictObject({ id: name, name: text, memberState: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)) }),
  languages: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2}$/))), v.minLength(1), v.maxLength(24)),
  purposes: v.pipe(
    v.array(v.strictObject({ id: word, basis: text, nationalLaw: text })),
    v.minLength(1),
    v.maxLength(20),
  ),
  retention: v.strictObject({
    report_noncrime: life,
    report_crime_minor: life,
    report_crime_serious: life,
    report_no_action: life,
    tip_anonymous: life,
    reporter_identity: lifeAfterClose,
    attachments_unused: life,
    forum_post: v.strictObject({ days_after_thread_closed: few }),
    account_inactive: life,
    review_every: life,
    security_log: life,
    access_log: life,
    moderation_decision: life,
    backup: life,
    legal_hold_max: life,
    /** How long a phone is still told "erased". */
    erasure_notice: v.optional(life),
  }),
  identity: v.strictObject({
    modes_by_kind: v.strictObject({ tip: modes, concern: modes, formal_complaint: modes }),
    identified_requires_law: v.optional(text),
    dual_control_confidential: v.boolean(),
    break_glass: v.strictObject({ review_hours: few }),
  }),
  map: v.strictObject({
    cell_m: few,
    k: few,
    delay_hours: few,
    time_bucket_days: few,
    excluded_categories: words,
  }),
  recipients: v.pipe(
    v.array(
      v.strictObject({
        class: word,
        condition: v.optional(word),
        regimes: v.optional(v.array(v.picklist(['GDPR', 'LED']))),
        grounds: v.optional(words),
        approval: v.optional(word),
      }),
    ),
    v.maxLength(20),
  ),
  hosting: v.strictObject({ region: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2,3}$/))), v.minLength(1)) }),
  special: v.strictObject({ allowed_with: words, biometric_search: v.boolean() }),
  automation: v.strictObject({ decides: v.boolean(), person_risk_score: v.boolean() }),
  minors: v.strictObject({ report_min_age: few, forum_min_age: few, parent_auto_notify: v.boolean() }),
  rights: v.strictObject({
    gdpr_days: few,
    led_days: few,
    extension_days: few,
    restriction_review_days: few,
  }),
  breach: v.strictObject({ sa_hours: few }),
  forum: v.strictObject({
    notice_ack_hours: few,
    notice_decide_days: few,
    complaint_window_days: few,
    lea_bulk_monitoring: v.boolean(),
    search_engine_indexing: v.boolean(),
  }),
  alerts: v.strictObject({ location: words, min_area_km2: few }),
  access: v.strictObject({
    session_hours: v.pipe(few, v.minValue(1)),
    mfa: v.boolean(),
    training_months: few,
    reason_required: v.boolean(),
  }),
  governance: v.strictObject({
    dpo: v.strictObject({ contact: text }),
    supervisory_authority: text,
    watchdog: text,
    approvals: words,
    audit_public: v.boolean(),
  }),
  /** What a unit promises, in civil days of the city; absent in a set of parameters that runs nowhere yet. */
  service: v.optional(
    v.strictObject({
      time_zone: v.pipe(v.string(), v.regex(/^[A-Z][A-Za-z]{1,20}(\/[A-Za-z_]{1,30}){1,2}$/)),
      acknowledge_days: few,
      answer_days: few,
      /** Hours until a new report's law and class must be decided. */
      triage_hours: v.pipe(few, v.maxValue(72)),
      withdrawal_days: v.pipe(few, v.maxValue(30)),
    }),
  ),
  /** To which other unit a report of these groups may be handed without asking the person. Absent: to none. */
  transfers: v.optional(
    v.pipe(
      v.array(
        v.strictObject({ to: name, groups: v.pipe(v.array(v.picklist(listedGroups)), v.minLength(1), v.maxLength(5)) }),
      ),
      v.maxLength(40),
    ),
  ),
  /** LED 13(3): the law under which a person may be told of an opening later, and for how long at most. Absent: never. */
  deferral: v.optional(v.strictObject({ law: text, days: v.pipe(few, v.minValue(1), v.maxValue(365)) })),
  /** Promises that the law of this country limits. */
  limits: v.optional(
    v.pipe(
      v.array(v.strictObject({ promise: v.picklist(['erasure', 'notice', 'anonymity', 'withdrawal']), law: text })),
      v.maxLength(8),
    ),
  ),
  deviations: v.pipe(
    v.array(v.strictObject({ param: v.pipe(v.string(), v.maxLength(8)), why: text, dpo: text, expires: day })),
    v.maxLength(65),
  ),
})
export type CityPolicy = v.InferOutput<typeof cityPolicy>
export type Life = v.InferOutput<typeof life>
