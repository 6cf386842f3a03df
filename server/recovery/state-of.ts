import type { RecoveryState } from '@citycop/protocol/recovery/contract.ts'
import type { Requested } from './store.ts'

export function stateOf(
  { objected, done, until }: Pick<Requested, 'objected' | 'done' | 'until'>,
  now: Date,
): RecoveryState {
  if (done) return 'done'
  if (objected) return 'objected'
  return until <= now ? 'ready' : 'waiting'
}
