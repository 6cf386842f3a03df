// `citycop follow`: "My report" on the command line. Every act shown was checked against the public log.
import type { Instance } from '@citycop/client/keys/connect.ts'
import {
  type Mailbox,
  type MailboxAct,
  type MailboxMessage,
  readMailbox,
} from '@citycop/client/reports/read-mailbox.ts'
import { cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { memoryNote } from '../memory.ts'
import { Refused } from '../refusal.ts'
import { withWords, wordsOption } from '../words.ts'

export const command: Command = {
  options: { ...cityOptions, ...wordsOption },
  about: `
Shows the report's status and why, by when the unit must acknowledge and answer, what it wrote, and who opened the report for
which purpose. Your own messages are sealed to the unit alone, so they are counted here but cannot be read again.
${memoryNote}

  citycop follow --server http://127.0.0.1:8080`,
  run: follow,
}

async function follow(given: Given) {
  const { instance, keys } = await withWords(given)
  const mailbox = await readMailbox(instance, keys)
  if (!mailbox) throw new Refused('not-found', 'nothing is kept under these words in this city')
  if ('erased' in mailbox) {
    const { day, earlierActs } = mailbox.erased
    const text = `Report ${mailbox.reference} was erased on ${day}, after ${earlierActs} acts.`
    return { json: { reference: mailbox.reference, status: 'erased', erased: mailbox.erased }, text }
  }
  const { sent: _sent, acts, ...shown } = mailbox
  const openings = acts.filter((act) => act.action === 'report:open')
  return { json: { ...shown, openings, acts }, text: said(instance, mailbox, openings) }
}

function said({ directory }: Instance, mailbox: Mailbox, openings: readonly MailboxAct[]): string {
  const unit = directory.units.find((one) => one.id === mailbox.unit)?.title.en ?? mailbox.unit
  const { status, reason, clocks, acts } = mailbox
  return [
    `Report ${mailbox.reference}, received on ${mailbox.day} by ${unit}`,
    `Status: ${status}${reason === undefined ? '' : ` (${reason})`}`,
    `Acknowledged: ${clocks.acknowledgedOn ?? `due by ${clocks.acknowledgeBy}`}`,
    `First answer: ${clocks.answeredOn ?? `due by ${clocks.answerBy}`}`,
    mailbox.eraseOn === undefined
      ? `Kept until ${mailbox.endsOn}`
      : `Withdrawn: it will be erased on ${mailbox.eraseOn} ("citycop undo-withdrawal" lets it stand)`,
    '',
    ...(mailbox.messages.length === 0 ? ['No messages.'] : mailbox.messages.map(saidMessage)),
    '',
    openings.length === 0
      ? 'Nobody has opened it.'
      : `Opened ${openings.length === 1 ? 'once' : `${openings.length} times`}:`,
    ...openings.map(saidOpening),
    '',
    `Every act on this report, ${acts.length} so far, was found in the public log.`,
  ].join('\n')
}

function saidMessage({ from, day, text, reason, refused }: MailboxMessage): string {
  if (from === 'citizen') return `${day}  you wrote`
  if (refused !== undefined) return `${day}  a message of the unit is NOT shown: it failed a check (${refused})`
  const head = `${day}  the unit wrote${reason === undefined ? '' : `, closing the report as ${reason}`}:`
  return [head, ...(text ?? '').split('\n').map((line) => `    ${line}`)].join('\n')
}

const saidOpening = ({ at, unit, actor, purpose, reason, leaf }: MailboxAct): string =>
  `  ${at}  ${unit ?? 'the service'}${actor ? `, officer ${actor}` : ''}: ${purpose ?? 'no purpose'}, ${reason ?? 'no reason'} (log entry ${leaf})`
