// Why a report did not leave, in the person's words; and the one refusal that says it had left already.
import type { ProblemCode } from '@citycop/protocol/contract/problem.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { Failure } from '../worker/commands.ts'

const refusals: Partial<Record<ProblemCode, MessageKey>> = {
  'not-open': 'problems.not-open',
  'wrong-unit': 'problems.wrong-unit',
  'storage-full': 'problems.full',
  'not-logged': 'problems.later',
  unavailable: 'problems.later',
  broken: 'problems.broken',
  'epoch-expired': 'problems.key-ended',
  'policy-changed': 'problems.key-ended',
  'too-large': 'problems.too-long',
  'too-many-files': 'problems.too-many-files',
  'state-changed': 'problems.state-changed',
  'not-found': 'problems.state-changed',
}

export function sendFailureWords(failure: Failure): MessageKey {
  if (failure.kind === 'unreachable' || failure.kind === 'ended') return 'problems.unreachable'
  if (failure.kind === 'untrusted') return 'problems.untrusted'
  if (failure.kind === 'too-long') return 'problems.too-long'
  return (failure.kind === 'refused' ? refusals[failure.code] : undefined) ?? 'problems.broken'
}

/** An answer got lost, something was changed, and the new version was refused: the earlier one is there under these words. */
export const arrivedBefore = (failure: Failure): boolean =>
  failure.kind === 'refused' && (failure.code === 'seq-taken' || failure.code === 'state-changed')

/** Another time may help: nobody is offered to keep what will be refused again. */
export const mayWait = (failure: Failure): boolean =>
  failure.kind === 'unreachable' ||
  failure.kind === 'ended' ||
  (failure.kind === 'refused' && ['unavailable', 'not-logged', 'storage-full', 'broken'].includes(failure.code))
