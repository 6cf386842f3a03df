// What the desk is given of a report besides its row: messages in their directions, and what was done before.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import { base64, sized, whole } from '../contract/fields.ts'

/** Who wrote a message, and to whom: a note is the unit's, to itself. */
export const directions = ['citizen', 'unit', 'note'] as const
export type Direction = (typeof directions)[number]

export const mostPastActs = 500
/** What an entry commits to, with what shows it; and what the officer signed for it, as long as it is kept. */
export const pastAct = v.strictObject({
  n: whole,
  opening: sized(32),
  payload: base64(32_768),
  request: v.optional(envelope),
})
