// Whether keys come back, and who asked for them, in words.
import type { Recoverable } from '@citycop/client/recovery/recovery-status.ts'
import type { RecoveryState } from '@citycop/protocol/recovery/contract.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { language, say } from '@citycop/ui/messages.svelte.ts'
import { moment } from '../ui-parts/say-time.ts'
import type { RunningRecovery } from '../worker/key-views.ts'

const copies: Record<Recoverable, MessageKey> = {
  yes: 'desk-recover.copy-yes',
  no: 'desk-recover.copy-no',
  unknown: 'desk-recover.copy-unknown',
}
const states: Record<RecoveryState, MessageKey> = {
  waiting: 'desk-recover.state-waiting',
  ready: 'desk-recover.state-ready',
  objected: 'desk-recover.state-objected',
  done: 'desk-recover.state-done',
}

export const sayEpochs = (epochs: readonly number[]): string => epochs.join(', ')
export const sayCopy = (recoverable: Recoverable): string => say(copies[recoverable])
export const sayAsked = ({ state, epochs, until }: RunningRecovery): string =>
  say(states[state], { epochs: sayEpochs(epochs), time: moment(until, language()) })
export const saySigners = ({ by }: RunningRecovery): string =>
  by ? say('desk-recover.by', { who: by.join('; ') }) : say('desk-recover.by-nobody')
