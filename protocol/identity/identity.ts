// Who reported, sealed apart from what was reported and twice (J32): the inner file to the identity custodians, the outer one to the
// supervisors. Neither reads it alone, and neither is the unit that works on the report.
import * as v from 'valibot'
import { name, publicKey, type Suite } from '../contract/fields.ts'
import type { Policy } from '../policy/terms.ts'
import type { Group } from '../reports/categories.ts'

/** Units like others, with keys of their own, which receive no report. */
export const custodians = 'custodians'
export const supervisors = 'supervisors'
export const vaultUnits = [custodians, supervisors] as const

/** What the inner file holds, padded with spaces: DSSE identity.v1 by the report's own key over this. */
export const identity = v.strictObject({
  v: v.literal(1),
  instance: name,
  mailboxPk: publicKey,
  name: v.pipe(v.string(), v.maxLength(120)),
  contact: v.pipe(v.string(), v.maxLength(200)),
})
export type Identity = v.InferOutput<typeof identity>

/** Bytes of the padded plaintext; all files of a suite are equally long. */
export const identityPlain = 3072
/** Bytes of the outer file, and of the inner one. */
export const identitySizes: Readonly<Record<Suite, { readonly outer: number; readonly inner: number }>> = {
  classic: { outer: 3472, inner: 3272 },
  pq: { outer: 6390, inner: 4731 },
}

/** A policy knows three kinds. Of what comes in here, a tip is one and all else is a concern: a complaint is lodged with a unit. */
export const kindOf = (group: Group): keyof Policy['modes'] => (group === 'tip' ? 'tip' : 'concern')

/** Why a custodian asks who reported. */
export const identityReasons = ['witness-needed', 'danger-to-the-reporter', 'danger-to-others', 'court-order'] as const
export type IdentityReason = (typeof identityReasons)[number]

/** What a review of an emergency says. */
export const identityOutcomes = ['justified', 'not-justified'] as const
export type IdentityOutcome = (typeof identityOutcomes)[number]

/** How long an approval may last, in days. */
export const mostDays = 3
