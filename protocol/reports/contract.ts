// What a phone and the server agree on about a report: sending it, reading its mailbox, withdrawing it.
import * as v from 'valibot'
import { envelope } from '../contract/dsse.ts'
import { ageHeader, base64, day, hex, name, publicKey, signature, sized, suite, whole } from '../contract/fields.ts'
import { work } from '../contract/proof-of-work.ts'
import type { Route } from '../contract/route.ts'
import { deferralGrounds } from '../policy/parameters.ts'
import { groups } from './categories.ts'
import { clocks } from './clocks.ts'
import { referenceNumber } from './mailbox.ts'
import { statuses } from './workflow.ts'

export const mostFiles = 30
/** 512 KiB of padded plaintext and its 8 tags and nonce. */
const largestPayload = 524_432

/** A sealed attachment: its parts were uploaded before; the header, which alone can open it, comes with the message. */
export const blobs = v.pipe(
  v.array(v.strictObject({ id: hex(16), header: ageHeader, size: whole })),
  v.maxLength(mostFiles),
)
/** What every message to a unit says in the clear. */
const sealed = {
  v: v.literal(1),
  suite,
  instance: name,
  unit: name,
  epoch: whole,
  mailboxPk: publicKey,
  header: ageHeader,
  payload: base64(largestPayload),
  blobs,
}
export const submission = v.strictObject({
  ...sealed,
  group: v.picklist(groups),
  policyVersion: whole,
  tagKey: sized(32),
  noticeKey: sized(32),
  /** age file to the watchdog: {tagKey, noticeKey} (J13). */
  auditCapsule: base64(4096),
  /** Who reported, sealed to the custodians and then to the supervisors (J32); absent unless the person chose that. */
  identity: v.optional(base64(16_384)),
  /** Ed25519 by the mailbox key over all of the above (submission-bytes.ts). */
  sig: signature,
  /** Over the request's id; outside the signature, so that a queued report can pay a raised price without its keys. */
  work,
})
export type Submission = v.InferOutput<typeof submission>

export const followUp = v.strictObject({ ...sealed, seq: whole, sig: signature, work })
export type FollowUp = v.InferOutput<typeof followUp>

/** DSSE receipt.v1 by the city's ACCEPT key: the promise that this report was accepted, and where it stands in the log. */
export const receipt = v.strictObject({
  v: v.literal(1),
  instance: name,
  id: hex(32),
  /** The number to say on the telephone: it belongs to these words, and opens nothing. */
  reference: referenceNumber,
  unit: name,
  day,
  leaf: sized(32),
  policyVersion: whole,
})
export const receiptReply = v.strictObject({ receipt: envelope, proof: v.pipe(v.string(), v.maxLength(8192)) })
export type ReceiptReply = v.InferOutput<typeof receiptReply>

const refusals = [
  'bad-signature',
  'wrong-instance',
  'wrong-suite',
  'wrong-size',
  'wrong-unit',
  'epoch-expired',
  'work-missing',
  'blob-unknown',
] as const

export const submitReport = {
  action: 'report:submit',
  summary: 'Send a sealed report; the same report again gets the same receipt',
  method: 'POST',
  path: '/submit',
  caller: 'anyone',
  body: submission,
  limit: 1_100_000,
  reply: receiptReply,
  problems: [...refusals, 'not-open', 'policy-changed', 'seq-taken', 'state-changed', 'not-logged', 'storage-full'],
} as const satisfies Route

/** DSSE mailbox.v1 by the passphrase's key, over a challenge of this server: no clock of a phone is believed. */
export const mailboxRequest = v.strictObject({
  v: v.literal(1),
  instance: name,
  action: v.picklist(['mailbox:read', 'report:withdraw', 'report:undo-withdrawal']),
  mailboxPk: publicKey,
  challenge: sized(48),
  /** Size of the last checkpoint this device saw of this city; 0 when none. */
  seen: whole,
})
const asked = v.strictObject({ request: envelope })

/** Where an act's entry stands in the log. */
const placed = { n: whole, index: whole, proof: v.array(sized(32)) }
const told = v.strictObject({ ...placed, notice: base64(32_768) })
/** Told later (LED 13(3)): that there was an act is said at once, with its entry, so that none can be hidden by this. */
const deferred = v.strictObject({
  ...placed,
  entry: sized(64),
  until: day,
  ground: v.picklist(deferralGrounds),
})

export const mailboxPage = v.strictObject({
  /** Absent for a passphrase nobody used, in a page of the same size. */
  report: v.optional(
    v.strictObject({
      unit: name,
      day,
      status: v.picklist(statuses),
      reason: v.optional(v.string()),
      endsOn: day,
      eraseOn: v.optional(day),
      clocks,
      files: whole,
    }),
  ),
  messages: v.array(
    v.strictObject({
      direction: v.picklist(['citizen', 'unit']),
      seq: whole,
      id: hex(32),
      day,
      epoch: whole,
      /** A whole age file, for messages to this mailbox. */
      file: v.optional(base64(540_000)),
    }),
  ),
  /** Each act's notice, sealed under noticeKey, with its entry's place in the log. */
  acts: v.array(v.union([told, deferred])),
  /** What is left after erasure: the notice of it, for so many days. */
  erased: v.optional(
    v.strictObject({
      day,
      earlierActs: whole,
      index: whole,
      notice: base64(32_768),
      proof: v.array(sized(32)),
      /** Openings that were to be told later: an erasure ends the waiting. */
      told: v.array(told),
    }),
  ),
  checkpoint: v.string(),
  consistency: v.array(sized(32)),
  pad: v.string(),
})
export type MailboxPage = v.InferOutput<typeof mailboxPage>

export const readMailbox = {
  action: 'mailbox:read',
  summary: 'What became of a report: status, messages, every act; padded to 64 KiB steps',
  method: 'POST',
  path: '/mailbox',
  caller: 'citizen',
  body: asked,
  limit: 32_768,
  reply: mailboxPage,
  problems: ['bad-signature', 'wrong-instance', 'challenge-stale'],
} as const satisfies Route

const changed = v.strictObject({ status: v.picklist(statuses), eraseOn: v.optional(day) })

export const withdrawReport = {
  action: 'report:withdraw',
  summary: 'Take a report back: erased after a wait, at once when nobody has opened it',
  method: 'POST',
  path: '/withdraw',
  caller: 'citizen',
  body: asked,
  limit: 32_768,
  reply: changed,
  problems: ['bad-signature', 'wrong-instance', 'challenge-stale', 'not-found', 'state-changed'],
} as const satisfies Route

export const undoWithdrawal = {
  ...withdrawReport,
  action: 'report:undo-withdrawal',
  summary: 'Let a withdrawn report stand again',
  path: '/undo-withdrawal',
} as const satisfies Route

export const contestReport = {
  action: 'report:contest',
  summary: 'Say why a closed report should not be closed; another officer looks again',
  method: 'POST',
  path: '/contest',
  caller: 'citizen',
  body: followUp,
  limit: 1_100_000,
  reply: receiptReply,
  problems: [...refusals, 'not-found', 'seq-taken', 'state-changed', 'not-logged', 'storage-full'],
} as const satisfies Route
