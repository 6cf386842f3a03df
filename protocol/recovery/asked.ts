// What custodians, members and the lead sign around a recovery (J10), and what a share says.
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { fromBase64 } from '../contract/base64.ts'
import { toHex } from '../contract/bytes.ts'
import type { Envelope } from '../contract/dsse.ts'
import { hex, keyId, moment, name, publicKey, sized, whole } from '../contract/fields.ts'
import { pins } from '../keys/certificates.ts'
import { custodian, custodianCount } from '../keys/recovery.ts'

const base = { v: v.literal(1), instance: name }

/** Three custodians sign it: these epochs of this unit, and no others. */
export const recoveryRequest = v.strictObject({
  ...base,
  unit: name,
  epochs: v.pipe(
    v.array(whole),
    v.minLength(1),
    v.maxLength(120),
    v.check((all) => all.every((one, i) => i === 0 || one > (all[i - 1] as number)), 'in order, each once'),
  ),
  /** The hash of the certificate whose recipient the epochs are sealed to. */
  recovery: hex(32),
  at: moment,
  /** So that two requests for the same are two. */
  nonce: sized(16),
})
export type RecoveryRequest = v.InferOutput<typeof recoveryRequest>

/**
 * What a request is known by: what was signed, and not by whom. The same words under signatures in another order, or under a fourth, are
 * the same request: else one that was objected to could be handed in again.
 */
export const requestHash = ({ payload }: Pick<Envelope, 'payload'>): string => toHex(sha256(fromBase64(payload)))

/** A member of the unit, or its lead, says that this must not be. */
export const recoveryObjection = v.strictObject({ ...base, request: hex(32), by: publicKey })
/** A custodian of the unit asks for what was waited for. */
export const recoveryFetch = v.strictObject({ ...base, request: hex(32), by: publicKey })

/** One of five. The key that signed it is named by the unit's recovery certificate and was thrown away. */
export const share = v.strictObject({
  ...base,
  unit: name,
  number: v.pipe(whole, v.minValue(1), v.maxValue(custodianCount)),
  custodian: keyId,
  /** Of the recovery recipient, SHA-256. */
  recipient: hex(32),
  /** By what the offline page knows the city: it has nobody to ask. */
  pins,
  share: sized(33),
})
export type Share = v.InferOutput<typeof share>

/** What a custodian hands to the holder of the root key: no secret. */
export const custodianCard = v.strictObject({
  ...base,
  /** How the others call this custodian; it goes into no certificate. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  ...custodian.entries,
})
export type CustodianCard = v.InferOutput<typeof custodianCard>

/** A signed request waits this long to be handed in; an older one lay about and could be used unseen by who signed it. */
export const freshDays = 7
/** How long everybody may see a request and object. A demo does not make a newcomer wait for a day. */
export const waitMinutes = ({ demo }: { readonly demo: boolean }): number => (demo ? 2 : 24 * 60)
