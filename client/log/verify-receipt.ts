// A receipt holds by itself: pins → root certificate → the key that signs receipts; and the log's proof beside it.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Envelope, envelope, parsePayload, verifyEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { day, hex, name, whole } from '@citycop/protocol/contract/fields.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { certify, nobody } from '@citycop/protocol/keys/chain.ts'
import { parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { verifyProof } from '@citycop/protocol/log/inclusion.ts'
import { type ReceiptReply, receipt as receiptSchema } from '@citycop/protocol/reports/contract.ts'
import { referenceNumber } from '@citycop/protocol/reports/mailbox.ts'
import * as v from 'valibot'
import { Distrusted } from '../keys/distrusted.ts'

/** What a person keeps, as a file: nothing in it opens the report or says what it holds. */
export const receiptFile = v.strictObject({
  v: v.literal(1),
  reference: referenceNumber,
  instance: name,
  unit: name,
  day,
  id: hex(32),
  index: whole,
  receipt: envelope,
  root: envelope,
  proof: v.string(),
})
export type Receipt = v.InferOutput<typeof receiptFile>
export type ReceiptCheck = 'root' | 'signature' | 'content' | 'log'

/** Which of the checks hold; a receipt is good when all four do. */
export function verifyReceipt(pins: Pins, kept: Receipt): Record<ReceiptCheck, boolean> {
  const root = certify(pins, nobody(), kept.root)
  const accept =
    root?.what === 'root' && root.certificate.logKey === pins.logKey ? root.certificate.acceptPk : undefined
  const payload = accept && verifyEnvelope('receipt', kept.receipt, fromBase64(accept))
  const said = payload ? parsePayload(receiptSchema, payload) : undefined
  const placed = said && verifyProof(kept.proof, fromBase64(said.leaf), parseLogKey(pins.logKey))
  return {
    root: accept !== undefined,
    signature: said !== undefined,
    content:
      said !== undefined &&
      said.instance === kept.instance &&
      said.instance === pins.instance &&
      said.id === kept.id &&
      said.reference === kept.reference &&
      said.unit === kept.unit &&
      said.day === kept.day,
    log: placed !== undefined && placed.index === kept.index,
  }
}

/** What a city's promise is checked against; the root certificate counts by the pins alone, wherever it comes from. */
export type Promising = { readonly pins: Pins; readonly directory: { readonly rootEnvelope: Envelope } }

/** @throws Distrusted when the server's answer is no receipt for this very request */
export function receiptFrom(
  { pins, directory }: Promising,
  reply: ReceiptReply,
  id: string,
  reference: string,
): Receipt {
  const said = parsePayload(receiptSchema, fromBase64(reply.receipt.payload))
  const placed = said && verifyProof(reply.proof, fromBase64(said.leaf), parseLogKey(pins.logKey))
  if (!said || !placed) throw new Distrusted('log')
  const { unit, day } = said
  const kept: Receipt = {
    v: 1,
    reference,
    instance: pins.instance,
    unit,
    day,
    id,
    index: placed.index,
    receipt: reply.receipt,
    root: directory.rootEnvelope,
    proof: reply.proof,
  }
  if (!Object.values(verifyReceipt(pins, kept)).every(Boolean)) throw new Distrusted('log')
  return kept
}
