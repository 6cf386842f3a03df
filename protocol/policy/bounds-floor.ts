// The EU floor as data: which parameter, which bound, under which law, and whether the law fixes it (L) or this project does (P).
import * as v from 'valibot'

const text = v.pipe(v.string(), v.minLength(1))
const names = v.array(text)
const basis = v.strictObject({ led: names, other: names, consent: names, consentFor: names })

export const bound = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Z]\d{1,2}$/)),
  path: text,
  op: v.picklist(['<=', '>=', '==', 'subset', 'superset', 'includesAny', 'present', 'presentIf', 'regimeBasis']),
  bound: v.optional(v.union([v.number(), v.boolean(), text, names, basis])),
  /** The bound stands in a table of the floor: a vocabulary, or the ages of consent by member state. */
  boundBy: v.optional(v.picklist(['purposes', 'recipients', 'identityModes', 'consentAge'])),
  if: v.optional(v.strictObject({ path: text, onlyIdentified: v.literal(true) })),
  /** Looser than this is for a city to explain; a bound without one has nothing between it and the floor. */
  default: v.optional(v.number()),
  /** A rule of a law that counts as the default. */
  defaultRule: v.optional(text),
  kind: v.picklist(['L', 'P', 'L+P']),
  law: text,
  why: text,
  /** Who enforces it, by its name in `pep`. */
  pep: text,
})
export type Bound = v.InferOutput<typeof bound>
export type Op = Bound['op']
export type Kind = Bound['kind']

export const floorData = v.strictObject({
  floorVersion: v.pipe(v.string(), v.regex(/^eu-\d{4}\.\d{2}$/)),
  params: v.array(bound),
  vocabularies: v.strictObject({
    regimes: names,
    purposeGroups: names,
    /** Each purpose with its group. */
    purposes: v.record(v.string(), text),
    roles: names,
    recipients: names,
    neverRecipients: names,
    identityModes: names,
    retentionClasses: names,
  }),
  pep: v.record(v.string(), text),
  consentAge: v.record(v.string(), v.number()),
})
export type Floor = v.InferOutput<typeof floorData>

/** The bound as it holds in this member state, wherever it stands. Undefined when the state is in no table. */
export function boundFor(param: Bound, floor: Floor, memberState?: unknown): Bound['bound'] {
  const { purposes, recipients, identityModes } = floor.vocabularies
  if (param.boundBy === 'purposes') return Object.keys(purposes)
  if (param.boundBy === 'recipients') return recipients
  if (param.boundBy === 'identityModes') return identityModes
  if (param.boundBy !== 'consentAge') return param.bound
  const ages = Object.entries(floor.consentAge)
  return ages.find(([state]) => state === memberState)?.[1]
}
