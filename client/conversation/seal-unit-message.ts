// A message of the unit: sealed to the citizen's reply key and to the unit's own epoch, so that colleagues can read it; a note to the
// epoch alone. Signed by this officer's subkey of the epoch.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Status } from '@citycop/protocol/reports/workflow.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { memberSeed } from '../keys/member-seed.ts'
import type { Desk } from '../officers/sign-in.ts'
import { unitOf } from '../reports/find-unit.ts'
import type { OpenedReport } from '../reports/open-report.ts'
import type { Message } from '../reports/report.ts'
import { recipientHash, sealMessage } from '../sealing/message.ts'

/** What came of a message: the report's state, the act's place in the log, and the message's own id and place in the thread. */
export type Written = { readonly status: Status; readonly index: number; readonly id: string; readonly seq: number }

export async function sealUnitMessage(
  desk: Desk,
  opened: OpenedReport,
  content: Pick<Message, 'type' | 'text' | 'reason' | 'consent' | 'link'>,
) {
  const { pins, directory } = desk.instance
  const unit = unitOf(directory, opened.unit)
  const signSeed = memberSeed(desk.signSeed, unit)
  if (!signSeed) throw new Problem('forbidden', 'the unit’s key names no subkey of this officer')
  const isNote = content.type === 'note'
  const recipients = isNote ? [unit.recipient] : [opened.replyTo, unit.recipient]
  const before = isNote ? opened.notes : opened.messages.filter((one) => one.from === 'unit')
  const seq = before.length === 0 ? 0 : Math.max(...before.map((one) => one.seq)) + 1
  const body: Message = {
    ...content,
    v: 1,
    suite: pins.suite,
    instance: pins.instance,
    unit: unit.id,
    epoch: unit.epoch,
    certNo: unit.certNo,
    to: recipients.map(recipientHash),
    thread: opened.thread,
    seq,
    prev: before.at(-1)?.id ?? null,
    id: toBase64(crypto.getRandomValues(new Uint8Array(16))),
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    senderPk: toBase64(ed25519.getPublicKey(signSeed)),
  }
  const message = await sealMessage(body, signSeed, recipients)
  return {
    id: message.id,
    message: { epoch: unit.epoch, seq, header: toBase64(message.header), payload: toBase64(message.payload) },
  }
}
