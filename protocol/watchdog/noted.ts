// What a watchdog notes beside its mirror, so that it need not read it all again.
import * as v from 'valibot'
import { hex, whole } from '../contract/fields.ts'
import { gap, held } from './status.ts'

export const noted = v.strictObject({
  v: v.literal(1),
  size: whole,
  /** The compact range. */
  hashes: v.array(hex(32)),
  ...v.pick(held, ['at', 'counts', 'tallies', 'recoveries', 'strange']).entries,
  /** The certificates that count, as far as the last roll, and what came since. */
  enrolled: v.strictObject({
    listed: v.array(hex(32)),
    since: v.array(v.strictObject({ index: whole, sha256: hex(32), gone: v.boolean() })),
  }),
  gaps: v.array(gap),
  lookedAt: whole,
})
export type Noted = v.InferOutput<typeof noted>
