// A message handed to another unit (J4, J9): what was signed when it was sent stays byte for byte inside; around it a member of the unit that
// hands it over says under which key it lay, and which unit's key it is sealed to now. The inner envelope has lost its padding.
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
import type { Unsealed, Wanted } from './reseal.ts'

const handed = v.strictObject({
  v: v.literal(1),
  suite,
  type: v.literal('transfer'),
  instance: name,
  /** The receiving unit. */
  unit: name,
  epoch: whole,
  /** SHA-256 of every recipient of this file, in order. */
  to: v.pipe(v.array(hex(32)), v.minLength(1), v.maxLength(2)),
  thread: hex(16),
  /** Where it lay when it was sent. */
  from: v.strictObject({ unit: name, epoch: whole }),
  /** The certificate that the signer stands in. */
  by: v.strictObject({ unit: name, epoch: whole, certNo: whole }),
  /** The id of what was sent: later messages and the log name it so. */
  of: hex(32),
  senderPk: publicKey,
  inner: messageEnvelope,
})
type Handed = v.InferOutput<typeof handed>

export type Handing = {
  /** The unit that hands it over, and this officer's subkey that its certificate names. */
  readonly by: EpochCertificate
  readonly signSeed: Uint8Array
  readonly to: EpochCertificate
  readonly suite: Handed['suite']
  readonly of: string
  readonly inner: Envelope
  readonly message: Message
  /** Of a unit's message, the person's recipient as well. */
  readonly recipients: readonly string[]
}

export async function sealHanded({ by, to, signSeed, inner, message, ...rest }: Handing): Promise<SealedMessage> {
  const body: Handed = {
    v: 1,
    suite: rest.suite,
    type: 'transfer',
    instance: by.instance,
    unit: to.unit,
    epoch: to.epoch,
    to: rest.recipients.map(recipientHash),
    thread: message.thread,
    from: layUnder(message),
    by: { unit: by.unit, epoch: by.epoch, certNo: by.certNo },
    of: rest.of,
    senderPk: toBase64(ed25519.getPublicKey(signSeed)),
    inner,
  }
  const envelope = signEnvelope('transfer', bytes(JSON.stringify(body)), signSeed)
  const file = await sealTo(rest.recipients, padMessage(bytes(JSON.stringify(envelope))))
  return { ...file, id: messageId(joined(file)) }
}

/** Undefined unless a certified member of the unit that hands it over sealed it, to the reader's own key. */
export function readHanded(envelope: Envelope, recipient: string, wanted: Wanted): Unsealed | undefined {
  const said = parsePayload(handed, fromBase64(envelope.payload))
  if (!said || said.instance !== wanted.instance || said.thread !== wanted.thread) return undefined
  const signer = wanted.epochs
    .find((one) => one.unit === said.by.unit && one.epoch === said.by.epoch && one.certNo === said.by.certNo)
    ?.members.find(
      (one) => keyIdOf(fromBase64(one.signPk)) === envelope.signatures[0]?.keyid && one.signPk === said.senderPk,
    )
  if (!signer || !verifyEnvelope('transfer', envelope, fromBase64(signer.signPk))) return undefined
  const from = newestOf({ epochs: [...wanted.epochs] }, said.from.unit, said.from.epoch)
  if (!from || !said.to.includes(recipientHash(recipient))) return undefined
  return { inner: said.inner, of: said.of, innerTo: recipientHash(from.recipient), from: said.from, by: said.by.unit }
}
