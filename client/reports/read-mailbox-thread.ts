// What the units wrote, on the phone: each message opened and checked, and the thread followed from the unit it was sent to (the log's first
// entry says which) through every transfer that may be believed.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { text } from '@citycop/protocol/contract/bytes.ts'
import { actPayload } from '@citycop/protocol/log/entry.ts'
import type { MailboxPage } from '@citycop/protocol/reports/contract.ts'
import { parse } from 'valibot'
import type { Instance } from '../keys/connect.ts'
import type { PassphraseKeys } from '../sealing/derive.ts'
import { openMessage } from '../sealing/message.ts'
import { followThread, type Judge, type Piece } from './follow-thread.ts'
import { dayBehind, judgeTransfer } from './judge-transfer.ts'
import type { MailboxAct, MailboxMessage } from './read-mailbox.ts'

export async function readMailboxThread(
  instance: Instance,
  keys: PassphraseKeys,
  page: MailboxPage,
  acts: readonly MailboxAct[],
): Promise<{ messages: MailboxMessage[]; unit: string }> {
  const pieces = await openPieces(instance, keys, page)
  const spoke = [...pieces.values()].flatMap(({ opened }) => ('refused' in opened ? [] : [opened.message.unit]))
  const first = acts[0]?.receiver ?? spoke[0] ?? page.report?.unit ?? ''
  const inOrder = page.messages.flatMap(({ id }) => pieces.get(id) ?? [])
  const { holders, refused } = followThread(first, inOrder, judgeOf(instance, acts))
  const messages = page.messages.map(({ direction, seq, day, id, file }): MailboxMessage => {
    const known = { from: direction, seq, day, id }
    const opened = pieces.get(id)?.opened
    if (direction === 'citizen' || file === undefined || !opened) return known
    const refusal = 'refused' in opened ? opened.refused : refused.get(id)
    if ('refused' in opened || refusal) return { ...known, ...(refusal ? { refused: refusal } : {}) }
    const { text, unit, reason, consent, transfer } = opened.message
    return {
      ...known,
      text,
      unit,
      ...(reason ? { reason } : {}),
      ...(consent ? { consent } : {}),
      ...(transfer ? { transfer } : {}),
    }
  })
  return { messages: inTheLogsOrder(messages, acts), unit: holders.at(-1) ?? first }
}

/** The city keeps only the day of a message. Which of one day came first stands in the log, whose acts name what was written. */
function inTheLogsOrder(messages: MailboxMessage[], acts: readonly MailboxAct[]): MailboxMessage[] {
  const named = acts.flatMap(objectsOf)
  if (!messages.every(({ id }) => named.includes(id))) return messages
  return messages.sort((one, other) => named.indexOf(one.id) - named.indexOf(other.id))
}

/** The person's own are sealed to the unit alone: here only that they were sent. */
async function openPieces({ pins, directory }: Instance, keys: PassphraseKeys, page: MailboxPage) {
  const seenIds = new Set<string>()
  const pieces = new Map<string, Piece>()
  let prev: string | null = null
  for (const { direction, seq, file, id } of page.messages) {
    if (direction === 'citizen' || file === undefined) {
      pieces.set(id, { id, direction, seq, opened: { refused: 'closed' } })
      continue
    }
    const { epochs } = directory.trusted
    const expected = { instance: pins.instance, thread: keys.mailbox, direction, seq, id, prev, epochs }
    pieces.set(id, {
      id,
      direction,
      seq,
      opened: await openMessage(fromBase64(file), keys.identity, expected, seenIds),
    })
    prev = id
  }
  return pieces
}

/** With the act that stands in the log for it: a transfer that only the server tells of is none. */
const judgeOf =
  ({ directory }: Instance, acts: readonly MailboxAct[]): Judge =>
  (message, id, holder, told) => {
    const act = acts.find((one) => one.action === 'report:transfer' && objectsOf(one).includes(id))
    if (!act || act.receiver !== message.transfer?.to || act.unit !== holder) return undefined
    const { version, transfers } = directory.policy
    const listed = act.policy === version ? transfers.some(({ to }) => to === act.receiver) : undefined
    const { epochs } = directory.trusted
    return judgeTransfer(message, { epochs, holder, day: dayBehind(act.at), listed, ...told })?.to
  }

const objectsOf = ({ payload }: MailboxAct): readonly string[] =>
  parse(actPayload, JSON.parse(text(fromBase64(payload)))).objects
