// Who else may help people, for the officers who point to it: GET /services.json. Apart from /pilot.json, so that no phone loads it.
import * as v from 'valibot'
import { pilot } from './pilot.ts'

export const publicServices = v.strictObject({ v: v.literal(1), services: v.nonOptional(pilot.entries.services) })
export type PublicServices = v.InferOutput<typeof publicServices>
