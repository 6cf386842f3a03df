// What a public log entry may say, by kind (LOG.md 2). Nothing in it is free text but the text of a policy, so that nothing about
// a person can stand in a log that never forgets.
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { bytes, toHex } from '../contract/bytes.ts'
import { day, hex, keyId, moment, name, signature, whole } from '../contract/fields.ts'
import { parseBody } from './checkpoint.ts'
import { parseNote } from './note.ts'
import { parsePolicy } from './witness-policy.ts'

export const publicKinds = { open: 1, policy: 2, build: 3, keys: 4, tally: 5, notice: 6, close: 7 } as const
export type PublicKind = keyof typeof publicKinds

const one = v.literal(1)
const sha = hex(32)
const number = v.pipe(whole, v.minValue(1))
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z_-]{0,39}$/))
const origin = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9./-]{0,99}$/))
const written = v.pipe(v.string(), v.maxLength(14_000))

const hashOf = (text: string) => toHex(sha256(bytes(text)))
const isCheckpoint = (note: string) => parseBody(parseNote(note)?.text ?? '') !== undefined

function isPolicy(text: string): boolean {
  try {
    return parsePolicy(text) !== undefined
  } catch {
    return false
  }
}

const note = v.pipe(v.string(), v.maxLength(8192), v.check(isCheckpoint, 'not a checkpoint'))
const unlike = 'the hash is not the text’s'
const fits = (said: { readonly text: string; readonly sha256: string }) => hashOf(said.text) === said.sha256
const sri = v.pipe(v.string(), v.regex(/^sha(256|384|512)-[A-Za-z0-9+/]{43,86}={0,2}$/))
const version = v.pipe(v.string(), v.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9a-z.]{1,20})?$/))
const commit = v.pipe(v.string(), v.regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/))
const scope = v.pipe(v.string(), v.regex(/^\/[a-z0-9/-]{0,60}$/))
const count = v.strictObject({
  kind: v.pipe(v.string(), v.regex(/^[a-z]+:[a-z-]+$/), v.maxLength(40)),
  unit: v.optional(name),
  purpose: v.optional(id),
  count: v.nullable(whole),
})

const keys = v.variant('what', [
  v.strictObject({
    v: one,
    what: v.picklist(['root', 'admin', 'custodians', 'recovery', 'rotation', 'officer', 'epoch']),
    certNo: whole,
    sha256: sha,
  }),
  v.strictObject({ v: one, what: v.picklist(['member-added', 'member-removed']), unit: name, keyId }),
  v.strictObject({
    v: one,
    what: v.literal('epoch-destroyed'),
    certNo: whole,
    /** The hashes of its certificates, which the directory does without from now on. */
    certificates: v.optional(v.pipe(v.array(sha), v.minLength(1), v.maxLength(200))),
  }),
  /** Which certificates stand in the log before entry `until`, without those of destroyed epochs (roll.ts). */
  v.strictObject({ v: one, what: v.literal('roll'), until: whole, count: whole, sha256: sha }),
  v.strictObject({
    v: one,
    what: v.literal('recovery-requested'),
    unit: name,
    epochs: v.pipe(v.array(whole), v.minLength(1), v.maxLength(120)),
    /** From when on the keys may be given out. */
    until: moment,
    /** Of the request that the custodians signed. */
    sha256: sha,
    approvals: v.pipe(v.array(v.strictObject({ keyid: keyId, sig: signature })), v.minLength(3), v.maxLength(5)),
  }),
  v.strictObject({ v: one, what: v.picklist(['recovery-objected', 'recovery-done']), unit: name, sha256: sha }),
  v.pipe(
    v.strictObject({ v: one, what: v.literal('witness-set'), text: written, sha256: sha }),
    v.check((said) => fits(said), unlike),
    v.check(({ text }) => isPolicy(text), 'not a witness policy'),
  ),
])

/** What an entry of each kind says. */
export const publicContents = {
  /** `previous`: the last witnessed checkpoint of the log this one follows. */
  open: v.strictObject({ v: one, previous: v.nullable(note) }),
  policy: v.pipe(
    v.strictObject({
      v: one,
      number,
      text: written,
      sha256: sha,
      approvals: v.pipe(v.array(v.strictObject({ keyid: keyId, sig: signature })), v.maxLength(8)),
    }),
    v.check((said) => fits(said), unlike),
  ),
  build: v.strictObject({
    v: one,
    name,
    version,
    commit,
    manifest_sha256: sha,
    sri: v.pipe(v.array(sri), v.maxLength(32)),
    sw_scope: scope,
    not_before: moment,
  }),
  keys,
  /** A count of null says: some, but fewer than `below`. */
  tally: v.pipe(
    v.strictObject({ v: one, from: day, until: day, below: number, counts: v.pipe(v.array(count), v.maxLength(120)) }),
    v.check(({ from, until }) => from <= until, 'it ends before it begins'),
    v.check(({ below, counts }) => counts.every(({ count }) => count === null || count >= below), 'a count too small'),
  ),
  /** `first`: where the rows begin that were lost with a database. */
  notice: v.strictObject({
    v: one,
    what: v.picklist(['break-glass', 'outage', 'restored']),
    state: v.picklist(['begin', 'end']),
    at: moment,
    first: v.optional(whole),
  }),
  close: v.strictObject({ v: one, reason: v.picklist(['ended', 'moved', 'key']), next: v.nullable(origin) }),
} as const satisfies Record<PublicKind, v.GenericSchema>

export type PublicContent<Kind extends PublicKind> = v.InferOutput<(typeof publicContents)[Kind]>
