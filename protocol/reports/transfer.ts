// What the sealed message that hands a report on says (J9). The phone verifies it before it writes to another unit.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import { hex, name, whole } from '../contract/fields.ts'
import { transferReasons } from './work-reasons.ts'

/** On what a transfer rests: the policy's list, the person's yes, or two officers where a life is in danger. */
export const transferBases = ['list', 'agreed', 'two-officers'] as const
export type TransferBasis = (typeof transferBases)[number]

/** DSSE transfer-asked.v1 by the first officer's subkey of the unit's epoch: what the second one lays beside the transfer. */
export const transferAsked = v.strictObject({
  v: v.literal(1),
  instance: name,
  thread: hex(16),
  unit: name,
  epoch: whole,
  certNo: whole,
  to: name,
})
export type TransferAsked = v.InferOutput<typeof transferAsked>

export const transfer = v.strictObject({
  to: name,
  /** The receiving unit's epoch that this message is sealed to. */
  epoch: whole,
  reason: v.picklist(transferReasons),
  basis: v.picklist(transferBases),
  /** How many messages of the person there were: one that is left out on the way is missed. Of the unit's own, `seq` says it. */
  sent: whole,
  /** Of `agreed`: the message that asked, and the one in which the person said yes. */
  agreed: v.optional(v.strictObject({ asked: hex(32), answered: hex(32) })),
  /** Of `two-officers`: what the first of them signed. */
  statement: v.optional(envelope),
})
export type Transfer = v.InferOutput<typeof transfer>
