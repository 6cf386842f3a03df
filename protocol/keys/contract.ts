// Where a city's keys are read and published.
import * as v from 'valibot'
import { directoryEnvelope, envelope, quorumEnvelope } from '../contract/dsse.ts'
import { base64, hex, name, sized, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { policy } from '../policy/terms.ts'
import { memberWrap, recoveryWrap } from './wraps.ts'

/** One numbered document for all units; the number grows with each certificate, so that an older one is told apart. */
export const directory = v.strictObject({
  v: v.literal(1),
  instance: name,
  number: whole,
  policy,
  certificates: v.pipe(v.array(quorumEnvelope), v.maxLength(5000)),
})
export type Directory = v.InferOutput<typeof directory>

export const readDirectory = {
  action: 'directory:read',
  summary: 'The keys of every unit, each with its place in the log',
  method: 'GET',
  path: '/directory',
  caller: 'anyone',
  body: v.undefined(),
  limit: 0,
  reply: v.strictObject({
    /** DSSE directory.v1 by the city's ACCEPT key. */
    directory: directoryEnvelope,
    /** For each certificate, in order: where its key entry stands in the log, and the hashes from there to the root. */
    proofs: v.array(v.strictObject({ index: whole, hashes: v.array(sized(32)) })),
    checkpoint: v.pipe(v.string(), v.maxLength(4096)),
    /** The newest statement of each unit (DSSE current.v1). */
    currents: v.array(envelope),
    /** The last entry of the log that everybody sees, its place there, and that log's signed note. Absent before the first. */
    roll: v.optional(
      v.strictObject({
        entry: base64(1024),
        hashes: v.pipe(v.array(sized(32)), v.maxLength(64)),
        note: v.pipe(v.string(), v.maxLength(8192)),
      }),
    ),
  }),
  problems: [],
} as const satisfies Route

/** An epoch's key, sealed to the unit's recovery recipient. */
export const recoveryWraps = v.pipe(v.array(recoveryWrap), v.maxLength(500))

export const publishKeys = {
  action: 'keys:publish',
  summary: 'Publish certificates, with the wraps of an epoch’s key for its members; each becomes a public log entry',
  method: 'POST',
  path: '/keys',
  caller: 'administrator',
  body: v.strictObject({
    certificates: v.pipe(v.array(quorumEnvelope), v.minLength(1), v.maxLength(50)),
    wraps: v.pipe(v.array(memberWrap), v.maxLength(500)),
    /** The same keys for the unit's recovery identity. */
    recovery: v.optional(recoveryWraps),
  }),
  limit: 8_000_000,
  reply: v.strictObject({ number: whole, certificates: v.array(hex(32)) }),
  problems: ['bad-signature', 'state-changed'],
} as const satisfies Route

export const renewCurrent = {
  action: 'keys:renew-current',
  summary: 'A member says again that the unit’s epoch is the one in use',
  method: 'POST',
  path: '/keys/current',
  caller: 'administrator',
  body: v.strictObject({ statement: envelope }),
  limit: 32_768,
  reply: v.strictObject({ at: v.string() }),
  problems: ['bad-signature', 'epoch-expired'],
} as const satisfies Route
