// Why a passkey did nothing, and what to do. The passphrase works in every case.
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import type { Failure } from '../worker/commands.ts'
import { NoPasskey } from './ask-passkey.ts'

const words: Record<NoPasskey['why'], MessageKey> = {
  cancelled: 'desk-unlock.cancelled',
  known: 'desk-unlock.known',
  'no-secret': 'desk-unlock.no-secret',
  'not-here': 'desk-unlock.not-here',
}

export const passkeyWords = (thrown: unknown): string =>
  say(thrown instanceof NoPasskey ? words[thrown.why] : 'desk-unlock.not-here')

const refusals: Record<Extract<Failure, { kind: 'passkey-refused' }>['why'], MessageKey> = {
  known: 'desk-unlock.known',
  'too-many': 'desk-unlock.too-many',
  'not-there': 'desk-unlock.not-there',
}
export const refusedWords = ({ why }: Extract<Failure, { kind: 'passkey-refused' }>): string => say(refusals[why])
