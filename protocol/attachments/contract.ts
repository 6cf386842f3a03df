// Sealed attachments, uploaded in parts of 1 MiB before the message that names them. An upload belongs to the one mailbox key
// that began it, and goes on by part after a break.
import * as v from 'valibot'
import { hex, name, publicKey, signature, whole } from '../contract/fields.ts'
import { work } from '../contract/proof-of-work.ts'
import type { Route } from '../contract/route.ts'
import { handoverPurpose, handoverReasons, openingReasons, purposes } from '../policy/parameters.ts'

export const beginUpload = {
  action: 'attachment:begin',
  summary: 'Begin an upload, or ask which parts of it have arrived',
  method: 'POST',
  path: '/upload/begin',
  caller: 'anyone',
  body: v.strictObject({
    v: v.literal(1),
    instance: name,
    id: hex(16),
    mailboxPk: publicKey,
    /** Bytes of the sealed payload, without its header. */
    size: whole,
    /** By the mailbox key, over canonical JSON of the fields above. */
    sig: signature,
    /** Over SHA-256 of the same bytes. */
    work,
  }),
  limit: 2048,
  /** SHA-256 of each part that is durable, by its number; null where it is missing. */
  reply: v.strictObject({ parts: v.array(v.nullable(hex(32))) }),
  problems: ['bad-signature', 'wrong-instance', 'wrong-size', 'work-missing', 'blob-conflict', 'storage-full'],
} as const satisfies Route

/** Bytes before the part's own: blob id (16), part number (4, big-endian), mailbox key (32), signature (64). */
export const partFrame = 16 + 4 + 32 + 64

export const uploadPart = {
  action: 'attachment:upload-part',
  summary: 'Store one part; answered when it is on disk',
  method: 'POST',
  path: '/upload/part',
  caller: 'citizen',
  body: v.instance(Uint8Array),
  limit: 1024 * 1024 + partFrame,
  reply: v.strictObject({ part: whole, hash: hex(32) }),
  problems: ['bad-signature', 'blob-unknown', 'blob-conflict', 'wrong-size', 'storage-full'],
  bytes: 'request',
} as const satisfies Route

export const readAttachment = {
  action: 'attachment:read',
  summary: 'One part of a sealed attachment of a report of the officer’s unit; noise without its header',
  method: 'POST',
  path: '/desk/attachment',
  caller: 'officer',
  body: v.strictObject({
    ref: hex(16),
    id: hex(16),
    part: whole,
    /** Those of the opening that it belongs to. */
    purpose: v.picklist([...purposes, handoverPurpose]),
    reason: v.picklist([...openingReasons, ...handoverReasons]),
    caseRef: v.optional(hex(32)),
  }),
  limit: 1024,
  reply: v.instance(Uint8Array),
  problems: ['not-signed-in', 'forbidden', 'not-found'],
  bytes: 'reply',
} as const satisfies Route
