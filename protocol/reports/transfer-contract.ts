// Handing a report to another unit (J9). The old unit's officer seals every message anew to the other unit, and writes one more that
// says so to the person; the server puts all of it in place of the old headers in one transaction.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import { ageHeader, base64, hex } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { closeReport, takeReport, unitMessage } from './desk-contract.ts'

/** Messages of a report that is handed on; a longer thread is not. */
export const mostHanded = 100
/** Days in which a second officer may act on what the first asked. */
export const transferAskedDays = 7

export const requestTransfer = {
  ...takeReport,
  action: 'report:request-transfer',
  summary:
    'Ask a second officer to hand a report on, because a life is in danger and the policy’s list does not name the unit',
  path: '/desk/request-transfer',
  body: v.strictObject({ request: envelope, statement: envelope }),
  problems: [...takeReport.problems, 'wrong-unit'],
} as const satisfies Route

export const transferReport = {
  ...takeReport,
  action: 'report:transfer',
  summary:
    'Hand a report to another unit: the old unit’s headers are erased in the same moment, and the person is told',
  path: '/desk/transfer',
  body: v.strictObject({
    request: envelope,
    /** To the person and to the receiving unit, in the old unit's own place in the thread. */
    message: unitMessage,
    messages: v.pipe(
      v.array(v.strictObject({ id: hex(32), header: ageHeader, payload: base64(524_432) })),
      v.minLength(1),
      v.maxLength(mostHanded),
    ),
  }),
  limit: 12_500_000,
  problems: [...closeReport.problems, 'wrong-unit'],
} as const satisfies Route
