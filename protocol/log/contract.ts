// The log over HTTP, beside what tlog-tiles lays down: how the newest signed tree continues one that a device has seen.
import * as v from 'valibot'
import { sized, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'

export const readGrowth = {
  action: 'log:growth',
  summary: 'The newest signed checkpoint, and the proof that it continues an earlier size',
  method: 'POST',
  path: '/log/growth',
  caller: 'anyone',
  body: v.strictObject({ from: whole }),
  limit: 1024,
  reply: v.strictObject({
    /** A note that the log alone has signed; witnesses see only the published ones. */
    checkpoint: v.pipe(v.string(), v.maxLength(65_536)),
    consistency: v.pipe(v.array(sized(32)), v.maxLength(64)),
  }),
  problems: [],
} as const satisfies Route
