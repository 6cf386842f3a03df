// Log entries (LOG.md 2). A sealed entry is 64 bytes and says nothing to an outsider; whoever holds the report's tagKey finds it,
// and whoever holds payload and opening can check what it commits to.
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { type Bytes, bytes, concat, equal, fromHex, u16, u32, u64 } from '../contract/bytes.ts'
import { day, hex, moment, name, sized, whole } from '../contract/fields.ts'
import { regimes, retentionClasses, reviewOutcomes } from '../policy/parameters.ts'

const magic = bytes('CCP')
/** IETF KEYTRANS' commitment constant (J14). */
const commitmentKey = fromHex('d821f8790d97709796b4d7903357c3f5')

/** The label inside the commitment, so that outsiders do not learn the kind of act. */
export const label = (action: string): string => `citycop/${action}/v1`

export const tag = (tagKey: Uint8Array, n: number): Bytes =>
  hmac(sha256, tagKey, concat(bytes('citycop/tag/v1'), u64(n))).slice(0, 24) as Bytes

export function commitment(opening: Uint8Array, action: string, payload: Uint8Array): Bytes {
  const name = bytes(label(action))
  return hmac(sha256, commitmentKey, concat(opening, u16(name.length), name, u32(payload.length), payload)) as Bytes
}

/** 64 bytes: magic, version 1, class 1, three zeros, tag (24), commitment (32). */
export const sealedEntry = (tag: Uint8Array, commitment: Uint8Array): Bytes =>
  concat(magic, Uint8Array.of(1, 1, 0, 0, 0), tag, commitment)

/** What an officer decided about a report: codes and days, never words. */
export const decision = v.strictObject({
  regime: v.optional(v.picklist(regimes)),
  retentionClass: v.optional(v.picklist(retentionClasses)),
  protected: v.optional(v.boolean()),
  ground: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/))),
  outcome: v.optional(v.picklist(reviewOutcomes)),
  until: v.optional(day),
})
export type Decision = v.InferOutput<typeof decision>

/** The payload of an act: canonical JSON that the entry commits to and that the person who reported can read. */
export const actPayload = v.strictObject({
  v: v.literal(1),
  kind: v.pipe(v.string(), v.regex(/^[a-z]+:[a-z-]+$/), v.maxLength(40)),
  report: sized(16),
  n: whole,
  prev: v.nullable(sized(32)),
  time: v.union([day, moment]),
  actor: v.strictObject({
    role: v.picklist(['citizen', 'officer', 'service']),
    unit: v.optional(name),
    pseudonym: v.optional(hex(8)),
  }),
  purpose: v.optional(v.pipe(v.string(), v.maxLength(40))),
  reason: v.optional(v.pipe(v.string(), v.maxLength(40))),
  objects: v.pipe(v.array(hex(32)), v.maxLength(1000)),
  policy: whole,
  /** Where the public log has this version of the policy, and the build that the server was serving to whoever asked. */
  policyIndex: v.optional(whole),
  buildIndex: v.optional(whole),
  /** The rules that allowed it, by their ids in the floor or in the city's policy. */
  rules: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(20))),
  decision: v.optional(decision),
  /** The unit it was sent to, or handed to. */
  unit: v.optional(name),
  /** Whom it was given to: the pseudonym of that officer in this report. */
  to: v.optional(hex(8)),
  /** Whom it left the house for: SHA-256 of a court's age recipient. */
  recipient: v.optional(hex(32)),
  /** SHA-256 of the canonical envelope the officer signed: the pseudonym stays one, and the entry still names one request. */
  request: v.optional(hex(32)),
})
export type ActPayload = v.InferOutput<typeof actPayload>

/** Does this entry belong to the holder of tagKey as act n, and commit to this payload? */
export function entryFits(
  entry: Uint8Array,
  tagKey: Uint8Array,
  n: number,
  opening: Uint8Array,
  action: string,
  payload: Uint8Array,
): boolean {
  return equal(entry, sealedEntry(tag(tagKey, n), commitment(opening, action, payload)))
}
