// Texts of the city with which an officer may begin an answer: GET /answers.json. Apart from /pilot.json, so that no phone loads them.
import * as v from 'valibot'
import { pilot } from './pilot.ts'

export const publicAnswers = v.strictObject({ v: v.literal(1), answers: v.nonOptional(pilot.entries.answers) })
export type PublicAnswers = v.InferOutput<typeof publicAnswers>
