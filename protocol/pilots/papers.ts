// What a city has signed: pilots/CITY/papers.json. Null is a paper that does not exist yet. References, never the papers themselves.
import * as v from 'valibot'
import { day, name, whole } from '../contract/fields.ts'
import { categories } from '../reports/categories.ts'

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** `until`: its last day, where it has one. */
const reference = v.strictObject({ date: day, ref: text, until: v.optional(day) })

export const papers = v.strictObject({
  v: v.literal(1),
  /** Made up, for a demonstration: counts under a demo root only (J26). */
  example: v.optional(v.literal(true)),
  note: v.optional(v.pipe(v.string(), v.maxLength(600))),
  /** Who confirmed, for each kind of report, that the law named in pilot.json carries it. */
  legalBasis: v.partial(
    v.strictObject(
      v.entriesFromList(categories, v.nullable(v.strictObject({ ...reference.entries, confirmedBy: text }))),
    ),
  ),
  processorContract: v.nullable(reference),
  impactAssessment: v.nullable(v.strictObject({ ...reference.entries, approvedBy: text })),
  policyApproved: v.nullable(
    v.strictObject({
      version: v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/)),
      date: day,
      by: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(12)),
    }),
  ),
  unitKeysHeldBy: v.pipe(
    v.array(v.strictObject({ unit: name, people: v.pipe(whole, v.maxValue(200)) })),
    v.maxLength(20),
  ),
  /** A body, never a person: its name is shown to everybody. So is the authority's. */
  watchdog: v.nullable(v.strictObject({ name: text, contact: text })),
  supervisoryAuthority: v.nullable(v.strictObject({ name: text, contact: text })),
  staffTrained: v.nullable(v.strictObject({ on: day, count: v.pipe(whole, v.maxValue(10_000)) })),
})
export type Papers = v.InferOutput<typeof papers>

/** The same with nothing signed. */
export const noPapers: Papers = {
  v: 1,
  legalBasis: {},
  processorContract: null,
  impactAssessment: null,
  policyApproved: null,
  unitKeysHeldBy: [],
  watchdog: null,
  supervisoryAuthority: null,
  staffTrained: null,
}
