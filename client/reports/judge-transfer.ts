// Whether a message that hands a report to another unit may be believed: a member of the unit that has it signed it, under the key in
// use on that day, and it rests on what it says. The reader verified the signature; here is what the message means.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload, verifyEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { epochInUse, newestOf } from '@citycop/protocol/keys/epochs.ts'
import { type Transfer, transferAsked } from '@citycop/protocol/reports/transfer.ts'
import type { Message } from './report.ts'

export type Judging = {
  readonly epochs: readonly EpochCertificate[]
  /** The unit that has the report when this is said. */
  readonly holder: string
  /** The day of the act, as the log has it where the reader sees the log. */
  readonly day: string
  /** Whether the list of the policy names the unit; undefined when the reader cannot know it. */
  readonly listed?: boolean | undefined
  /** The thread's messages before this one, by side: ids, and what the unit asked for. */
  readonly asked: ReadonlyMap<string, Message>
  readonly sent: ReadonlySet<string>
}

/** The transfer that this message makes; undefined when it is none, or one that nobody may make. */
export function judgeTransfer(message: Message, judging: Judging): Transfer | undefined {
  const { transfer } = message
  const { epochs, holder, day } = judging
  if (message.type !== 'transfer' || !transfer) return undefined
  if (message.unit !== holder || transfer.to === holder) return undefined
  const known = { epochs: [...epochs] }
  if (!newestOf(known, transfer.to, transfer.epoch)) return undefined // to a unit that is not in the directory
  // An officer who was let go has the subkeys of earlier epochs still.
  const inUse = epochInUse(known, holder, day)
  if (!inUse || message.epoch < inUse.epoch) return undefined
  return restsOn(message, transfer, judging) ? transfer : undefined
}

function restsOn(message: Message, transfer: Transfer, judging: Judging): boolean {
  if (transfer.basis === 'list') return judging.listed !== false
  if (transfer.basis === 'two-officers') return isSecond(message, transfer, judging)
  const { asked = '', answered = '' } = transfer.agreed ?? {}
  const question = judging.asked.get(asked)?.consent
  return (
    question?.is === 'asked' &&
    question.act === 'report:transfer' &&
    question.to === transfer.to &&
    judging.sent.has(answered)
  )
}

/** Two members of the unit, and not one of them twice. */
function isSecond(message: Message, { to, reason, statement }: Transfer, { epochs, holder }: Judging): boolean {
  const said = statement && parsePayload(transferAsked, fromBase64(statement.payload))
  if (!statement || !said || reason !== 'danger-to-life') return false
  const fits = said.instance === message.instance && said.thread === message.thread && said.to === to
  if (!fits || said.unit !== holder || said.epoch !== message.epoch) return false
  const first = membersOf(epochs, said).find((one) =>
    verifyEnvelope('transfer-asked', statement, fromBase64(one.signPk)),
  )
  const second = membersOf(epochs, message).find((one) => one.signPk === message.senderPk)
  return first !== undefined && second !== undefined && first.officer !== second.officer
}

type Named = { readonly unit: string; readonly epoch: number; readonly certNo?: number | undefined }
const membersOf = (epochs: readonly EpochCertificate[], { unit, epoch, certNo }: Named) =>
  epochs.find((one) => one.unit === unit && one.epoch === epoch && one.certNo === certNo)?.members ?? []

/** A civil day begins in Europe up to two hours after the same day in UTC, or one before: an epoch is not called old for that. */
export const dayBehind = (moment: string): string =>
  new Date(Date.parse(moment) - 2 * 3_600_000).toISOString().slice(0, 10)
