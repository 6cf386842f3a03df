// The invented people of a demo: pilots/CITY/demo.json.
import * as v from 'valibot'
import { name } from '../contract/fields.ts'
import { roles } from '../keys/certificates.ts'

const demoOfficer = v.strictObject({
  name,
  units: v.pipe(v.array(name), v.minLength(1), v.maxLength(20)),
  roles: v.pipe(v.array(v.picklist(roles)), v.minLength(1), v.maxLength(roles.length)),
  clearedSpecial: v.optional(v.boolean()),
})
export type DemoOfficer = v.InferOutput<typeof demoOfficer>

export const demoPeople = v.strictObject({
  v: v.literal(1),
  note: v.pipe(v.string(), v.maxLength(600)),
  officers: v.pipe(v.array(demoOfficer), v.minLength(1), v.maxLength(60)),
})
