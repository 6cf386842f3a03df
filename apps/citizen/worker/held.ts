// What the Worker holds between two commands. It goes when the Worker is ended, or at 'forget'.
import type { Instance, Seen } from '@citycop/client/keys/connect.ts'
import type { Checked } from '@citycop/client/log/check-log.ts'
import type { SealedReport } from '@citycop/client/reports/submit-report.ts'
import type { PassphraseKeys } from '@citycop/client/sealing/derive.ts'
import type { MailboxView } from './commands.ts'

type Held = {
  seen?: Seen | undefined
  instance?: Instance
  keys?: PassphraseKeys
  sealed?: SealedReport
  /** The newest sealing: an older one that ends later counts for nothing. */
  sealing?: symbol
  /** The page that was read last, and what its check found. */
  mailbox?: MailboxView
  checked?: Checked<MailboxView>
  /** Ends the check under way. */
  checking?: AbortController
}
export const held: Held = {}

export function instance(): Instance {
  if (held.instance === undefined) throw new Error('not connected to a city yet')
  return held.instance
}

export function keys(): PassphraseKeys {
  if (held.keys === undefined) throw new Error('no passphrase is held')
  return held.keys
}

export function forget(): void {
  held.checking?.abort()
  delete held.checked
  delete held.mailbox
  delete held.keys
  delete held.sealed
  delete held.sealing
}
