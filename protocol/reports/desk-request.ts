// What an officer signs anew for every act; the log entry commits to it: nobody can log an act an officer never made (J7).
import * as v from 'valibot'
import { hex, keyId, name, sized, whole } from '../contract/fields.ts'
import { decision } from '../log/entry.ts'
import { actPurposes, actReasons } from './act-reasons.ts'
import { deskActions } from './desk-actions.ts'

/** DSSE act.v1 by the officer's signing key. Its bytes are `request` in the log payload. */
export const deskRequest = v.strictObject({
  v: v.literal(1),
  instance: name,
  action: v.picklist(deskActions),
  /** The desk's name for a report: random, told to no citizen. */
  ref: hex(16),
  /** Sorted hashes of the ciphertexts this act is about. */
  objects: v.pipe(v.array(hex(32)), v.maxLength(1000)),
  purpose: v.optional(v.picklist(actPurposes)),
  reason: v.optional(v.picklist(actReasons)),
  /** SHA-256 of a case number; the number itself stays on the desk. */
  caseRef: v.optional(hex(32)),
  /** Who reported is needed before there can be a case: looked at afterwards by somebody else. */
  emergency: v.optional(v.literal(true)),
  /** What a triage, a review or a hold decides; for an opening, until when and why its notice waits. */
  decision: v.optional(decision),
  /** The unit it is handed to. */
  unit: v.optional(name),
  /** Where the person said yes to that: the message that asked, and the one that answered. */
  agreed: v.optional(v.strictObject({ asked: hex(32), answered: hex(32) })),
  /** Whom the report is given to. Stays in the request: the log has a pseudonym. */
  assignee: v.optional(keyId),
  /** SHA-256 of the age recipient that it leaves to: for nobody else is what the act lets out. */
  recipient: v.optional(hex(32)),
  policyVersion: whole,
  nonce: sized(16),
})
export type DeskRequest = v.InferOutput<typeof deskRequest>
