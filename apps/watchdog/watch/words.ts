// Which sentence stands for what. Written out: a key that is pieced together could be missing unseen.
import type { ProblemKind } from '@citycop/protocol/watchdog/status.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { LogState } from './log-state.ts'

export const problemWords: Readonly<Record<ProblemKind, MessageKey>> = {
  unreachable: 'watchdog.problem.unreachable',
  'no-checkpoint': 'watchdog.problem.no-checkpoint',
  unsigned: 'watchdog.problem.unsigned',
  'no-quorum': 'watchdog.problem.no-quorum',
  older: 'watchdog.problem.older',
  entries: 'watchdog.problem.entries',
  fork: 'watchdog.problem.fork',
  disk: 'watchdog.problem.disk',
}

export const stateWords: Readonly<Record<LogState, MessageKey>> = {
  contradiction: 'watchdog.state.contradiction',
  strange: 'watchdog.state.strange',
  problem: 'watchdog.state.problem',
  stale: 'watchdog.state.stale',
  new: 'watchdog.state.new',
  good: 'watchdog.state.good',
}

export const kindWords = {
  sealed: 'watchdog.kind.sealed',
  open: 'watchdog.kind.open',
  policy: 'watchdog.kind.policy',
  build: 'watchdog.kind.build',
  keys: 'watchdog.kind.keys',
  tally: 'watchdog.kind.tally',
  notice: 'watchdog.kind.notice',
  close: 'watchdog.kind.close',
} as const satisfies Record<string, MessageKey>
