// The log over HTTP, beside what tlog-tiles lays down: how one signed tree continues another.
import * as v from 'valibot'
import { sized, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'

/**
 * Only for a tree whose root the asker knows, so that nobody learns from it how large the log is at this moment: between two
 * published sizes that would tell when somebody reported.
 */
export const readGrowth = {
  action: 'log:growth',
  summary: 'The proof that a signed tree, known by its root, continues an earlier size',
  method: 'POST',
  path: '/log/growth',
  caller: 'anyone',
  body: v.strictObject({ from: whole, to: v.strictObject({ size: whole, root: sized(32) }) }),
  limit: 1024,
  reply: v.strictObject({ consistency: v.pipe(v.array(sized(32)), v.maxLength(64)) }),
  problems: ['not-found'],
} as const satisfies Route
