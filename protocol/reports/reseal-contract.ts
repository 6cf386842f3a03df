// Sealing live reports anew, because the unit's keys changed: nobody new can read them, and a former member's key no longer can.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import { ageHeader, base64, hex, name, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { openReport, takeReport } from './desk-contract.ts'
import { directions } from './history.ts'

/** Why it is opened: not to be read. */
export const resealWhy = { purpose: 'accountability', reason: 'key-change' } as const
/** Messages in one act. */
export const mostResealed = 16

export const listSealed = {
  action: 'report:list-sealed',
  summary: 'Reports with something sealed to one of these epochs, fifty at a time',
  method: 'POST',
  path: '/desk/reseal/list',
  caller: 'officer',
  body: v.strictObject({
    unit: name,
    epochs: v.pipe(v.array(whole), v.minLength(1), v.maxLength(500)),
    after: v.optional(hex(16)),
  }),
  limit: 8192,
  reply: v.strictObject({
    reports: v.array(
      v.strictObject({
        ref: hex(16),
        messages: v.array(v.strictObject({ id: hex(32), direction: v.picklist(directions), seq: whole, epoch: whole })),
      }),
    ),
    next: v.optional(hex(16)),
  }),
  problems: ['not-signed-in', 'forbidden'],
} as const satisfies Route

export const beginReseal = {
  ...openReport,
  action: 'report:begin-reseal',
  summary: 'Fetch what is to be sealed anew: logged first, as an opening is, and told to the person under its own name',
  path: '/desk/reseal/begin',
  reply: v.omit(openReport.reply, ['acts']),
} as const satisfies Route

export const resealReport = {
  ...takeReport,
  action: 'report:reseal',
  summary: 'Put what was sealed anew in its place: the old headers are erased in the same moment',
  path: '/desk/reseal',
  body: v.strictObject({
    request: envelope,
    messages: v.pipe(
      v.array(v.strictObject({ id: hex(32), epoch: whole, header: ageHeader, payload: base64(524_432) })),
      v.minLength(1),
      v.maxLength(mostResealed),
    ),
  }),
  limit: 12_500_000,
  problems: [...takeReport.problems, 'wrong-suite', 'wrong-size', 'epoch-expired'],
} as const satisfies Route
