// The message that hands a report on: the last one of the old unit, sealed to the person and to the receiving unit.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Transfer } from '@citycop/protocol/reports/transfer.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { Unit } from '../keys/directory.ts'
import type { Desk } from '../officers/sign-in.ts'
import { recipientHash, sealMessage } from '../sealing/message.ts'
import type { OpenedReport } from './open-report.ts'
import type { Message } from './report.ts'

type Telling = {
  readonly by: Unit
  readonly unit: Unit
  readonly signSeed: Uint8Array
  readonly text: string
  readonly transfer: Transfer
}

export async function sealTransfer({ instance }: Desk, opened: OpenedReport, telling: Telling) {
  const { by, unit, signSeed, text, transfer } = telling
  const recipients = [opened.replyTo, unit.recipient]
  const before = opened.messages.filter((one) => one.from === 'unit')
  const seq = before.length
  const body: Message = {
    v: 1,
    suite: instance.pins.suite,
    type: 'transfer',
    instance: instance.pins.instance,
    unit: by.id,
    epoch: by.epoch,
    certNo: by.certNo,
    to: recipients.map(recipientHash),
    thread: opened.thread,
    seq,
    prev: before.at(-1)?.id ?? null,
    id: toBase64(crypto.getRandomValues(new Uint8Array(16))),
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    senderPk: toBase64(ed25519.getPublicKey(signSeed)),
    text,
    transfer,
    // The yes was for this one time.
    ...(transfer.agreed ? { consent: { is: 'done' as const, of: transfer.agreed.asked } } : {}),
  }
  const { id, header, payload } = await sealMessage(body, signSeed, recipients)
  return { id, message: { epoch: unit.epoch, seq, header: toBase64(header), payload: toBase64(payload) } }
}
