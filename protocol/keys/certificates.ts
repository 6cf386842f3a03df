// The certificates of a city (SEALING.md 2): ROOT signs ADMIN, ADMIN signs OFFICER and EPOCH, a member of the epoch signs CURRENT.
import * as v from 'valibot'
import { day, hex, keyId, moment, name, publicKey, suite, whole } from '../contract/fields.ts'
import { groups } from '../reports/categories.ts'

/** An age recipient as text; the hybrid ones have 1,959 characters. */
export const recipient = v.pipe(v.string(), v.regex(/^age1[a-z0-9]{20,2200}$/))
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(80))
const base = { v: v.literal(1), instance: name, certNo: whole }
const validity = { notBefore: day, notAfter: day }

export const rootCertificate = v.strictObject({
  ...base,
  demo: v.boolean(),
  suite,
  rootPk: publicKey,
  /** The log's name and key (signed-note). */
  logKey: v.pipe(v.string(), v.maxLength(200)),
  /** Signs receipts and directories; online. */
  acceptPk: publicKey,
  /** The watchdog's: what a person's audit capsule is sealed to. */
  audit: recipient,
  /** The watchdog's as well: its right to read is the root's to give, and no administrator's. Absent: nobody reads for it. */
  watchdogPk: v.optional(publicKey),
})
export const adminCertificate = v.strictObject({
  ...base,
  ...validity,
  adminPk: publicKey,
  units: v.pipe(v.array(name), v.minLength(1), v.maxLength(200)),
  /** May appoint to posts of the whole city as well. The root's to say; absent: not. */
  city: v.optional(v.literal(true)),
})
/** What somebody at the desk may be: each a role of the policy (floor/floor.json). */
export const roles = [
  'dispatcher',
  'case_officer',
  'supervisor',
  'identity_custodian',
  'moderator',
  'analyst',
  'city_admin',
  'dpo',
  'chief',
] as const
export type Role = (typeof roles)[number]
/** Posts that reach every unit: they decide the city's policy and people's rights. */
const cityRoles: readonly Role[] = ['city_admin', 'dpo', 'chief']
/** Who may sign in: the people of the desk, by an administrator's certificate, and the watchdog, by the root's. */
export const signedInRoles = [...roles, 'watchdog'] as const
export type SignedInRole = (typeof signedInRoles)[number]

export const officerCertificate = v.strictObject({
  ...base,
  ...validity,
  officerPk: publicKey,
  recipient,
  /** None for who answers for the whole city: a data-protection officer, a chief. */
  units: v.pipe(v.array(name), v.maxLength(20)),
  /** Absent in a certificate of before there were roles: a case officer. */
  roles: v.optional(v.pipe(v.array(v.picklist(roles)), v.minLength(1), v.maxLength(roles.length))),
  /** When the officer was last trained in data protection; absent: never. */
  trainedOn: v.optional(day),
  /** May work on what the law calls special categories (LED 10). */
  clearedSpecial: v.optional(v.boolean()),
})
/** Whether the post is the whole city's. One that ends before it begins is none: it lets somebody go. */
export const isOfCity = ({ units, roles = [], notBefore, notAfter }: OfficerCertificate): boolean =>
  roles.some((role) => cityRoles.includes(role)) || (units.length === 0 && notBefore <= notAfter)

export const epochCertificate = v.strictObject({
  ...base,
  ...validity,
  unit: name,
  epoch: whole,
  title: v.record(v.pipe(v.string(), v.regex(/^[a-z]{2}$/)), words),
  /** None for a unit that receives no reports: identity custodians, supervisors. */
  serves: v.pipe(v.array(v.picklist(groups)), v.maxLength(groups.length)),
  recipient,
  /** Officers by key id, each with the subkey that signs this epoch's messages. */
  members: v.pipe(v.array(v.strictObject({ officer: keyId, signPk: publicKey })), v.minLength(1), v.maxLength(200)),
})
/** A member's word that this epoch's key is the one in use. */
export const currentStatement = v.strictObject({
  v: v.literal(1),
  instance: name,
  unit: name,
  epoch: whole,
  at: moment,
})

export type RootCertificate = v.InferOutput<typeof rootCertificate>
export type AdminCertificate = v.InferOutput<typeof adminCertificate>
export type OfficerCertificate = v.InferOutput<typeof officerCertificate>
export type EpochCertificate = v.InferOutput<typeof epochCertificate>
export type CurrentStatement = v.InferOutput<typeof currentStatement>

/** What a device trusts before it has asked anybody: a static file beside the page (J1). */
export const pins = v.strictObject({
  v: v.literal(1),
  instance: name,
  suite,
  rootPk: publicKey,
  demo: v.boolean(),
  logKey: v.pipe(v.string(), v.maxLength(200)),
  /** C2SP policy text: whose cosignatures are asked for. Absent: nobody outside the city confirms its log. */
  witnessPolicy: v.optional(v.pipe(v.string(), v.maxLength(8192))),
})
export type Pins = v.InferOutput<typeof pins>

export const contentHash = hex(32)
