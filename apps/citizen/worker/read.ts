// Reads what waits under twelve words, and says which clock has run out.
import { Unreachable } from '@citycop/client/api/call.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { overdue, pausedOn } from '@citycop/protocol/reports/clocks.ts'
import { today } from '../city/today.ts'
import { findMine } from '../queue/find-mine.ts'
import type { Input, MailboxView, OnPhone } from './commands.ts'
import { held, instance, keys } from './held.ts'
import { readPassphrase } from './passphrase.ts'

export async function readWith({ words, language }: Input<'read'>): Promise<MailboxView | OnPhone | undefined> {
  held.keys = await passphraseKeys(instance().pins, await readPassphrase(words, language))
  return readAgain()
}

export async function readAgain(): Promise<MailboxView | OnPhone | undefined> {
  held.checking?.abort() // of a page that is no longer the newest
  const mailbox = await readNow().catch(orOnPhone)
  if (mailbox && 'waits' in mailbox) return mailbox
  delete held.checked
  if (mailbox) held.mailbox = mailbox
  else delete held.mailbox
  return mailbox ?? (await onPhone())
}

export async function readNow(): Promise<MailboxView | undefined> {
  const mailbox = await readMailbox(instance(), keys())
  if (mailbox === undefined || 'erased' in mailbox) return mailbox
  const open = mailbox.status === 'received' || mailbox.status === 'taken' || mailbox.status === 'contested'
  const day = today(instance().directory.policy.timeZone, new Date())
  const late = open ? overdue(mailbox.clocks, day) : undefined
  const paused = open ? pausedOn(mailbox.clocks, day) : undefined
  return { ...mailbox, ...(late === undefined ? {} : { late }), ...(paused === undefined ? {} : { paused }) }
}

async function onPhone(): Promise<OnPhone | undefined> {
  const note = await findMine(keys().mailboxPk)
  return note && { waits: note }
}

/** Without a network it can still be said that it never left. */
async function orOnPhone(thrown: unknown): Promise<OnPhone> {
  // Once it was read there, an answer that does not come is only that.
  const unread = thrown instanceof Unreachable && held.mailbox === undefined
  const found = unread ? await onPhone() : undefined
  if (!found) throw thrown
  return found
}
