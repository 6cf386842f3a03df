// A message sealed anew (J4): what the person or the officer signed stays byte for byte inside; around it a member says under which key
// it lay, whose ciphertext it was, and to whom it is sealed now.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import {
  type Envelope,
  keyIdOf,
  messageEnvelope,
  parsePayload,
  signEnvelope,
  verifyEnvelope,
} from '@citycop/protocol/contract/dsse.ts'
import { hex, name, publicKey, suite, whole } from '@citycop/protocol/contract/fields.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { newestOf } from '@citycop/protocol/keys/epochs.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import * as v from 'valibot'
import { layUnder, type Message } from '../reports/report.ts'
import { joined, sealTo } from './age-file.ts'
import { messageId, recipientHash, type SealedMessage } from './message.ts'
import { padMessage } from './padding.ts'

const resealed = v.strictObject({
  v: v.literal(1),
  suite,
  type: v.literal('reseal'),
  instance: name,
  unit: name,
  epoch: whole,
  certNo: whole,
  /** SHA-256 of every recipient of this file, in order. */
  to: v.pipe(v.array(hex(32)), v.minLength(1), v.maxLength(2)),
  thread: hex(16),
  /** Where it lay when it was sent. */
  from: v.strictObject({ unit: name, epoch: whole }),
  /** The id of what was sent: later messages and the log name it so. */
  of: hex(32),
  senderPk: publicKey,
  inner: messageEnvelope,
})
type Resealed = v.InferOutput<typeof resealed>

export type Anew = {
  /** The unit's certificate in use, and this officer's subkey that it names. */
  readonly unit: EpochCertificate
  readonly suite: Resealed['suite']
  readonly signSeed: Uint8Array
  /** The sent message's id, its signed envelope, and what that says. */
  readonly of: string
  readonly inner: Envelope
  readonly message: Message
  /** Of a unit's message, the person's recipient as well. */
  readonly recipients: readonly string[]
}

export async function sealAnew({
  unit,
  signSeed,
  of,
  inner,
  message,
  recipients,
  ...rest
}: Anew): Promise<SealedMessage> {
  const body: Resealed = {
    v: 1,
    suite: rest.suite,
    type: 'reseal',
    instance: unit.instance,
    unit: unit.unit,
    epoch: unit.epoch,
    certNo: unit.certNo,
    to: recipients.map(recipientHash),
    thread: message.thread,
    from: layUnder(message),
    of,
    senderPk: toBase64(ed25519.getPublicKey(signSeed)),
    inner,
  }
  const envelope = signEnvelope('reseal', bytes(JSON.stringify(body)), signSeed)
  const file = await sealTo(recipients, padMessage(bytes(JSON.stringify(envelope))))
  return { ...file, id: messageId(joined(file)) }
}

export type Unsealed = {
  readonly inner: Envelope
  readonly of: string
  /** Whom the inner message must name: the recipient of the epoch it came under. */
  readonly innerTo: string
  readonly from: { readonly unit: string; readonly epoch: number }
  /** Whose member put it around. Whether that unit ever held the thread is for whoever reads the whole of it. */
  readonly by: string
}
export type Wanted = {
  readonly instance: string
  readonly thread: string
  readonly epochs: readonly EpochCertificate[]
}

/** Undefined unless a certified member of the epoch it names sealed it, to the reader's own key, from an epoch that is known. */
export function readResealed(envelope: Envelope, recipient: string, wanted: Wanted): Unsealed | undefined {
  const said = parsePayload(resealed, fromBase64(envelope.payload))
  if (!said || said.instance !== wanted.instance || said.thread !== wanted.thread) return undefined
  const certificate = wanted.epochs.find(
    (one) => one.unit === said.unit && one.epoch === said.epoch && one.certNo === said.certNo,
  )
  const signer = certificate?.members.find(
    (one) => keyIdOf(fromBase64(one.signPk)) === envelope.signatures[0]?.keyid && one.signPk === said.senderPk,
  )
  if (!signer || !verifyEnvelope('reseal', envelope, fromBase64(signer.signPk))) return undefined
  const from = newestOf({ epochs: [...wanted.epochs] }, said.from.unit, said.from.epoch)
  if (!from || !said.to.includes(recipientHash(recipient))) return undefined
  return { inner: said.inner, of: said.of, innerTo: recipientHash(from.recipient), from: said.from, by: said.unit }
}
