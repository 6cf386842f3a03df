// `citycop follow`: "My report" on the command line. Every act shown was checked against the log, and the log against witnesses.
import { existsSync, writeFileSync } from 'node:fs'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { checkLog } from '@citycop/client/log/check-log.ts'
import { makeEvidence } from '@citycop/client/log/evidence.ts'
import {
  type DeferredAct,
  type Mailbox,
  type MailboxAct,
  type MailboxMessage,
  readMailbox,
} from '@citycop/client/reports/read-mailbox.ts'
import type { PassphraseKeys } from '@citycop/client/sealing/derive.ts'
import type { Asked } from '@citycop/protocol/conversation/consent.ts'
import { cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { sayCheck } from '../log/say-check.ts'
import { memoryNote } from '../memory.ts'
import { Refused } from '../refusal.ts'
import { withWords, wordsOption } from '../words.ts'

export const command: Command = {
  options: {
    ...cityOptions,
    ...wordsOption,
    evidence: {
      value: 'FILE',
      says: 'write what the log says about this report into this new file, for "citycop evidence verify"',
    },
    'scan-all': { says: 'look through the log, however much there is to download' },
  },
  about: `
Shows the report's status and why, by when the unit must acknowledge and answer, what it wrote, and who opened the report for
which purpose. Then the log that everybody sees is looked through for anything else about it: when that contradicts what is shown,
the exit code is 1. Your own messages are sealed to the unit alone, so they are counted here but cannot be read again.
${memoryNote}

  citycop follow --server http://127.0.0.1:8080
  citycop follow --server http://127.0.0.1:8080 --evidence evidence.json`,
  run: follow,
}

async function follow(given: Given) {
  const file = given.text('evidence')
  if (file !== undefined && existsSync(file))
    throw new Refused('file', `${file} exists already; nothing was overwritten`)
  const { instance, keys } = await withWords(given)
  const read = await readMailbox(instance, keys)
  if (!read) throw new Refused('not-found', 'nothing is kept under these words in this city')
  if ('erased' in read) {
    const { day, earlierActs } = read.erased
    const text = `Report ${read.reference} was erased on ${day}, after ${earlierActs} acts.`
    return { json: { reference: read.reference, status: 'erased', erased: read.erased }, text }
  }
  const checked = await check(given, instance, keys, read)
  if (file !== undefined) {
    const evidence = makeEvidence(instance, keys, checked, new Date())
    writeFileSync(file, `${JSON.stringify(evidence, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
  }
  const { sent: _sent, acts, ...shown } = checked.mailbox
  const plain = acts.map(({ opening: _opening, payload: _payload, ...act }) => act)
  const openings = plain.filter((act) => act.action === 'report:open')
  const saved = file === undefined ? [] : [`The evidence lies in ${file}.`]
  return {
    json: { ...shown, openings, acts: plain, log: checked.check, ...(file === undefined ? {} : { evidence: file }) },
    text: [said(instance, checked.mailbox), sayCheck(checked.check, instance.demo), ...saved].join('\n'),
    failed: checked.check.state === 'contradiction',
  }
}

const check = (given: Given, instance: Instance, keys: PassphraseKeys, mailbox: Mailbox) =>
  checkLog(instance, keys, mailbox, {
    all: given.on('scan-all'),
    readAgain: async () => {
      const again = await readMailbox(instance, keys)
      return again && !('erased' in again) ? again : mailbox
    },
  })

function said({ directory }: Instance, mailbox: Mailbox): string {
  const openings = mailbox.acts.filter((act) => act.action === 'report:open')
  const unit = directory.units.find((one) => one.id === mailbox.unit)?.title.en ?? mailbox.unit
  const { status, reason, clocks, acts } = mailbox
  return [
    `Report ${mailbox.reference}, received on ${mailbox.day} by ${unit}`,
    `Status: ${status}${reason === undefined ? '' : ` (${reason})`}`,
    `Acknowledged: ${clocks.acknowledgedOn ?? `due by ${clocks.acknowledgeBy}`}`,
    `First answer: ${clocks.answeredOn ?? `due by ${clocks.answerBy}${clocks.paused ? `, paused until ${clocks.paused.until} (${clocks.paused.reason})` : ''}`}`,
    mailbox.eraseOn === undefined
      ? `Kept until ${mailbox.endsOn}`
      : `Withdrawn: it will be erased on ${mailbox.eraseOn} ("citycop undo-withdrawal" lets it stand)`,
    '',
    ...(mailbox.messages.length === 0 ? ['No messages.'] : mailbox.messages.map(saidMessage)),
    '',
    openings.length === 0
      ? mailbox.deferred.length === 0
        ? 'Nobody has opened it.'
        : 'You have been told of no opening so far.'
      : `Opened ${openings.length === 1 ? 'once' : `${openings.length} times`}:`,
    ...openings.map(saidOpening),
    ...mailbox.deferred.map(saidDeferred),
    '',
    `Every act on this report, ${acts.length + mailbox.deferred.length} so far, is proven to stand in the city’s log.`,
  ].join('\n')
}

function saidMessage({ from, day, text, reason, refused, unit, transfer, consent }: MailboxMessage): string {
  if (from === 'citizen') return `${day}  you wrote`
  if (refused !== undefined) return `${day}  a message of the unit is NOT shown: it failed a check (${refused})`
  if (transfer) {
    const went = `${day}  ${unit} handed the report to ${transfer.to} (${transfer.reason}, ${transfer.basis})`
    return text ? [`${went}:`, ...text.split('\n').map((line) => `    ${line}`)].join('\n') : went
  }
  if (consent?.is === 'asked') return saidQuestion(day, consent)
  const head = `${day}  the unit wrote${reason === undefined ? '' : `, closing the report as ${reason}`}:`
  return [head, ...(text ?? '').split('\n').map((line) => `    ${line}`)].join('\n')
}

const saidQuestion = (day: string, { act, title, text = '' }: Asked): string =>
  [
    `${day}  the unit asks: may ${act === 'report:refer' ? 'this text go' : 'your report be passed on'} to ${title}? (answer in the app)`,
    ...text.split('\n').flatMap((line) => (line === '' ? [] : [`    ${line}`])),
  ].join('\n')

const saidDeferred = ({ until, ground, leaf }: DeferredAct): string =>
  `  There was an act of which you are told after ${until} (LED 13(3): ${ground}; log entry ${leaf})`

const saidOpening = ({ at, unit, actor, purpose, reason, leaf }: MailboxAct): string =>
  `  ${at}  ${unit ?? 'the service'}${actor ? `, officer ${actor}` : ''}: ${purpose ?? 'no purpose'}, ${reason ?? 'no reason'} (log entry ${leaf})`
