// Reads what waits under twelve words, and says which clock has run out.
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { overdue, pausedOn } from '@citycop/protocol/reports/clocks.ts'
import { today } from '../city/today.ts'
import type { Input, MailboxView } from './commands.ts'
import { held, instance, keys } from './held.ts'
import { readPassphrase } from './passphrase.ts'

export async function readWith({ words, language }: Input<'read'>): Promise<MailboxView | undefined> {
  held.keys = await passphraseKeys(instance().pins, await readPassphrase(words, language))
  return readAgain()
}

export async function readAgain(): Promise<MailboxView | undefined> {
  held.checking?.abort() // of a page that is no longer the newest
  const mailbox = await readNow()
  delete held.checked
  if (mailbox) held.mailbox = mailbox
  else delete held.mailbox
  return mailbox
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
