// What a city says of itself before it opens: pilots/CITY/pilot.json. Every text stands in each of its languages, and every kind of
// report is either received by one of its units, under a law that is named, or somebody else is named who receives it.
import * as v from 'valibot'
import { day, name } from '../contract/fields.ts'
import { recipient } from '../keys/certificates.ts'
import { regimes } from '../policy/parameters.ts'
import { categories, groups } from '../reports/categories.ts'

export const language = v.pipe(v.string(), v.regex(/^[a-z]{2}$/))
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(600))
const title = v.pipe(v.string(), v.minLength(1), v.maxLength(80))
const phone = v.pipe(v.string(), v.regex(/^\+?[0-9][0-9 ]{1,19}$/))
export const textByLanguage = v.record(language, text)
export const titleByLanguage = v.record(language, title)
export type ByLanguage = v.InferOutput<typeof textByLanguage>

/** A municipality's own police; the command of a larger force in a city; or a unit of a national force. */
export const pilotKinds = ['municipal', 'city-district', 'national-unit'] as const
const several = <S extends v.GenericSchema>(one: S, least: number, most: number) =>
  v.pipe(v.array(one), v.minLength(least), v.maxLength(most))

const unit = v.strictObject({
  id: name,
  title: titleByLanguage,
  serves: several(v.picklist(groups), 1, groups.length),
  /** Who answers for the unit: an office, never a person's name. */
  lead: title,
  hours: textByLanguage,
  phone: v.optional(phone),
})
const received = v.strictObject({
  id: v.picklist(categories),
  unit: name,
  /** The national law under which this unit receives it. */
  legalBasis: text,
  regime: v.picklist(regimes),
})
const elsewhere = v.strictObject({ id: v.picklist(categories), who: textByLanguage, phone: v.optional(phone) })
/** A text that an officer may begin an answer with: without blanks to fill in, so that nothing is sent with one unfilled. */
const answer = v.strictObject({
  id: name,
  title: titleByLanguage,
  text: v.record(language, v.pipe(v.string(), v.minLength(1), v.maxLength(2000))),
})
/** Who else may help: an officer points a person to it, or hands over a text that the person agreed to. */
const service = v.strictObject({
  id: name,
  title: titleByLanguage,
  /** What it is for. */
  what: textByLanguage,
  /** How to reach it: a street, a number, an address on the web. */
  reach: title,
  /** Its age key: without one nothing can be handed to it. */
  recipient: v.optional(recipient),
})
const number = v.strictObject({ number: phone, says: textByLanguage })

export const pilot = v.strictObject({
  v: v.literal(1),
  id: name,
  name: titleByLanguage,
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  kind: v.picklist(pilotKinds),
  languages: several(language, 1, 24),
  /** The first day on which reports are taken in; absent: as soon as nothing is missing. */
  opens: v.optional(day),
  units: several(unit, 1, 20),
  categories: several(received, 1, categories.length),
  elsewhere: v.pipe(v.array(elsewhere), v.maxLength(categories.length)),
  texts: v.strictObject({
    /** One sentence at the start: whose app this is. */
    start: textByLanguage,
    /** Where to turn as long as the city is not open. */
    meanwhile: textByLanguage,
  }),
  emergency: several(number, 1, 4),
  helplines: v.pipe(v.array(number), v.maxLength(8)),
  answers: v.optional(v.pipe(v.array(answer), v.maxLength(20))),
  services: v.optional(v.pipe(v.array(service), v.maxLength(30))),
  /** A file beside this one. */
  boundary: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}\.geojson$/)),
  /** How many people a running desk needs, by role of the policy. */
  needs: several(
    v.strictObject({
      role: v.pipe(v.string(), v.regex(/^[a-z][a-z_]{1,39}$/)),
      people: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)),
    }),
    1,
    12,
  ),
})
export type Pilot = v.InferOutput<typeof pilot>
