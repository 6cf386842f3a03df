// Looks whether everybody's log says the same as the page that was read. Nobody waits for it: the page is shown already.
import { checkLog } from '@citycop/client/log/check-log.ts'
import { type Evidence, makeEvidence } from '@citycop/client/log/evidence.ts'
import type { Input, Looked, MailboxView, Tell } from './commands.ts'
import { held, instance, keys } from './held.ts'
import { readNow } from './read.ts'

export async function checkLogAgain({ all }: Input<'check-log'>, tell: Tell): Promise<Looked> {
  held.checking?.abort()
  const stop = new AbortController()
  held.checking = stop
  const checked = await checkLog(instance(), keys(), shown(), {
    all,
    readAgain,
    signal: stop.signal,
    onProgress: (part, of) => tell({ step: 'checking', part, of }),
  })
  stop.signal.throwIfAborted()
  held.checked = checked
  return { check: checked.check, mailbox: shown() }
}

export async function evidence(): Promise<Evidence> {
  const { mailbox, basis } = held.checked ?? { mailbox: shown() }
  if ('erased' in mailbox) throw new Error('of an erased report only its erasure is left')
  return makeEvidence(instance(), keys(), { mailbox, ...(basis ? { basis } : {}) }, new Date())
}

function shown(): MailboxView {
  if (held.mailbox === undefined) throw new Error('no report was read')
  return held.mailbox
}

async function readAgain(): Promise<MailboxView> {
  const mailbox = await readNow()
  if (mailbox) held.mailbox = mailbox
  return shown()
}
