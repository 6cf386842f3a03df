// Signing, padding and sealing a message, and the checks of whoever opens one. Every check is fatal: a message that fails one
// is not shown (J4).

import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, bytes, text, toHex } from '@citycop/protocol/contract/bytes.ts'
import {
  type Envelope,
  keyIdOf,
  parsePayload,
  payloadType,
  resealEnvelope,
  signEnvelope,
  verifyEnvelope,
} from '@citycop/protocol/contract/dsse.ts'
import { largestNote } from '@citycop/protocol/contract/size-class.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import type { Direction } from '@citycop/protocol/reports/history.ts'
import { mailboxId } from '@citycop/protocol/reports/mailbox.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { safeParse } from 'valibot'
import { layUnder, type Message, message as messageSchema } from '../reports/report.ts'
import { joined, openWith, type SealedFile, sealTo } from './age-file.ts'
import { padMessage, TooLong } from './padding.ts'
import { readResealed } from './reseal.ts'
import { recipientOf } from './suite.ts'
import { readHanded } from './transfer.ts'

export type SealedMessage = SealedFile & { readonly id: string }

/** SHA-256 of header and payload: a message's id on the server, and what the next one names as `prev`. */
export const messageId = (file: Uint8Array): string => toHex(sha256(file))

export const recipientHash = (recipient: string): string => toHex(sha256(bytes(recipient)))

/** @throws TooLong */
export async function sealMessage(
  message: Message,
  signSeed: Uint8Array,
  recipients: readonly string[],
): Promise<SealedMessage> {
  const envelope = signEnvelope('message', bytes(JSON.stringify(message)), signSeed)
  const plain = bytes(JSON.stringify(envelope))
  if (message.type === 'note' && plain.length > largestNote) throw new TooLong('the note is too long')
  const file = await sealTo(recipients, padMessage(plain))
  return { ...file, id: messageId(joined(file)) }
}

export type Refusal =
  | 'closed'
  | 'shape'
  | 'recipient'
  | 'city'
  | 'unit'
  | 'thread'
  | 'order'
  | 'signature'
  | 'seen'
  | 'resealed'
/** `envelope`: what was signed when it was sent. `by`: the unit whose member sealed it anew. */
export type Opened =
  | { readonly message: Message; readonly envelope: Envelope; readonly by?: string }
  | { readonly refused: Refusal }
export type Expected = {
  readonly instance: string
  /** The unit whose thread it is: an officer of another unit cannot speak in it. Undefined where a reader follows the whole thread. */
  readonly unit?: string
  readonly thread: string
  readonly direction: Direction
  readonly seq: number
  /** The id of what was sent. What was sealed anew since is another file, and must say that it is this one's; undefined: the file itself. */
  readonly id?: string
  /** Id of the message before it in the same direction; undefined when the reader does not hold it. */
  readonly prev?: string | null
  /** For an officer's message: the certificates the reader trusts. */
  readonly epochs: readonly EpochCertificate[]
}

export async function openMessage(
  file: Uint8Array,
  identity: string,
  expected: Expected,
  seenIds: Set<string>,
): Promise<Opened> {
  const plain = await openWith(identity, file)
  if (!plain) return { refused: 'closed' }
  const outer = readEnvelope(plain)
  if (!outer) return { refused: 'shape' }
  const own = await recipientOf(identity)
  const plainly = outer.payloadType === payloadType('message')
  const anew = plainly ? undefined : (readResealed(outer, own, expected) ?? readHanded(outer, own, expected))
  const id = expected.id ?? messageId(file)
  // Neither what was sent, nor what a member certified to be that very message.
  if (plainly ? messageId(file) !== id : anew?.of !== id) return { refused: 'resealed' }
  const envelope = anew?.inner ?? outer
  const message = parsePayload(messageSchema, fromBase64(envelope.payload))
  if (!message) return { refused: 'shape' }
  const signer = signerOf(message, envelope.signatures[0]?.keyid, expected)
  if (signer === undefined) return { refused: 'signature' }
  if (!verifyEnvelope('message', envelope, fromBase64(signer))) return { refused: 'signature' }
  if (!message.to.includes(anew?.innerTo ?? recipientHash(own))) return { refused: 'recipient' }
  if (message.instance !== expected.instance) return { refused: 'city' }
  if (anew && !isSame(anew.from, layUnder(message))) return { refused: 'resealed' }
  if (expected.unit !== undefined && (message.unit !== expected.unit || (anew?.by ?? message.unit) !== expected.unit))
    return { refused: 'unit' }
  // What officers say among themselves never passes for an answer to the person, nor the other way round.
  if ((message.type === 'note') !== (expected.direction === 'note')) return { refused: 'order' }
  if (message.thread !== expected.thread) return { refused: 'thread' }
  if (message.seq !== expected.seq || (expected.prev !== undefined && message.prev !== expected.prev))
    return { refused: 'order' }
  if (seenIds.has(message.id)) return { refused: 'seen' }
  seenIds.add(message.id)
  return { message, envelope, ...(anew ? { by: anew.by } : {}) }
}

type Epoch = { readonly unit: string; readonly epoch: number }
const isSame = (one: Epoch, other: Epoch): boolean => one.unit === other.unit && one.epoch === other.epoch

function readEnvelope(plain: Bytes) {
  try {
    const parsed = safeParse(resealEnvelope, JSON.parse(text(plain)))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

/** The key that must have signed: the thread's own for a citizen, a certified member's of that very epoch for an officer. */
function signerOf(
  message: Message,
  keyid: string | undefined,
  { direction, thread, epochs }: Expected,
): string | undefined {
  if (direction === 'citizen') return mailboxId(fromBase64(message.senderPk)) === thread ? message.senderPk : undefined
  const certificate = epochs.find(
    (one) => one.unit === message.unit && one.epoch === message.epoch && one.certNo === message.certNo,
  )
  return certificate?.members.map((one) => one.signPk).find((key) => keyIdOf(fromBase64(key)) === keyid)
}
