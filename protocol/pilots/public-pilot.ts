// What everybody may know of a city before sending it anything: GET /pilot.json. Of its papers: what is missing, in
// codes, and of what is there kinds and days (docs/decisions/0034).
import * as v from 'valibot'
import { hex } from '../contract/fields.ts'
import { largestBasemap } from './basemap/basemap.ts'
import { boundary } from './boundary.ts'
import { gateItems } from './gate.ts'
import { pilot } from './pilot.ts'
import { there } from './there.ts'

const { id, name, languages, categories, elsewhere, texts, emergency, helplines, opens, units } = pilot.entries

export const publicPilot = v.strictObject({
  v: v.literal(1),
  id,
  name,
  languages,
  units: v.array(v.pick(units.item, ['id', 'title', 'hours', 'phone'])),
  categories,
  elsewhere,
  texts,
  emergency,
  helplines,
  opens,
  boundary,
  /** Where the operator put a street map there. */
  basemap: v.optional(
    v.strictObject({
      bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(largestBasemap)),
      sha256: hex(32),
    }),
  ),
  open: v.boolean(),
  /** Why not, when it is not open. `of`: the category, unit, language or day it is about. */
  missing: v.pipe(
    v.array(v.strictObject({ what: v.picklist(gateItems), of: v.optional(v.pipe(v.string(), v.maxLength(40))) })),
    v.maxLength(200),
  ),
  there: v.pipe(v.array(there), v.maxLength(200)),
})
export type PublicPilot = v.InferOutput<typeof publicPilot>
