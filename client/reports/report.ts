// The plaintext of a message: what the citizen and the unit say to each other. Only devices ever see it; the server has no
// schema for it and no use for one.
import { hex, name, publicKey, sized, suite, whole } from '@citycop/protocol/contract/fields.ts'
import { consent } from '@citycop/protocol/conversation/consent.ts'
import { recipient } from '@citycop/protocol/keys/certificates.ts'
import { categories } from '@citycop/protocol/reports/categories.ts'
import { transfer } from '@citycop/protocol/reports/transfer.ts'
import { closeReasons } from '@citycop/protocol/reports/workflow.ts'
import * as v from 'valibot'
import { isPosition } from './geo-uri.ts'

const words = (most: number) => v.pipe(v.string(), v.maxLength(most))

/** Place, time and device of a file: taken out on the person's device, kept because the person chose so, or of a kind that it cannot be
 * taken out of. */
export const metadata = v.picklist(['removed', 'kept', 'unremovable'])
export type Metadata = v.InferOutput<typeof metadata>

export const attached = v.strictObject({
  blob: hex(16),
  /** SHA-256 of the whole sealed file, header and payload. */
  ctSha256: hex(32),
  /** Bytes of the file itself. */
  size: whole,
  name: words(200),
  type: words(100),
  metadata: v.optional(metadata),
})

const link = v.strictObject({
  ref: hex(16),
  reference: v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)),
  on: v.boolean(),
})
export type Link = v.InferOutput<typeof link>

export const message = v.strictObject({
  v: v.literal(1),
  suite,
  type: v.picklist(['report', 'followup', 'contest', 'reply', 'status', 'transfer', 'note']),
  instance: name,
  unit: name,
  epoch: whole,
  /** The certificate the signer stands in, for an officer's message. */
  certNo: v.optional(whole),
  /** SHA-256 of every recipient of this file, in order: stops a message being sealed anew to somebody else. */
  to: v.pipe(v.array(hex(32)), v.minLength(1), v.maxLength(2)),
  thread: hex(16),
  seq: whole,
  /** Id of the previous message in the same direction. */
  prev: v.nullable(hex(32)),
  id: sized(16),
  time: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)),
  senderPk: publicKey,
  replyTo: v.optional(recipient),
  /** SHA-256 of tagKey: the desk compares it with the key the server logs under. */
  tagHash: v.optional(hex(32)),
  language: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2}$/))),
  text: words(60_000),
  fields: v.optional(
    v.strictObject({
      category: v.picklist(categories),
      where: words(4000),
      when: words(1000),
      /** Only where the person added it, as finely as they chose. */
      position: v.optional(v.pipe(words(40), v.check(isPosition))),
      name: v.optional(words(200)),
      contact: v.optional(words(400)),
    }),
  ),
  reason: v.optional(v.picklist(closeReasons)),
  consent: v.optional(consent),
  transfer: v.optional(transfer),
  /** Of a note: another report of the unit that belongs to this one, or does so no longer. */
  link: v.optional(link),
  attKey: v.optional(v.pipe(v.string(), v.maxLength(120), v.regex(/^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/))),
  att: v.optional(v.pipe(v.array(attached), v.maxLength(30))),
})
export type Message = v.InferOutput<typeof message>
export type Attached = v.InferOutput<typeof attached>

/** Under whose key a message lay when it was sent: that of the unit it names, and a transfer's under the receiving one's. */
export const layUnder = ({ unit, epoch, transfer }: Pick<Message, 'unit' | 'epoch' | 'transfer'>) =>
  transfer ? { unit: transfer.to, epoch: transfer.epoch } : { unit, epoch }
