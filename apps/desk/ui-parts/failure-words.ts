// What went wrong, as an officer reads it. The contract's own sentences are English: they stand last, as a detail.

import { type ProblemCode, problems } from '@citycop/protocol/contract/problem.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import { sayRefusal } from '@citycop/ui/rule-words.ts'
import { Failed } from '../worker/ask.ts'
import type { Failure } from '../worker/commands.ts'

type Words = { title: string; text: string }
/** What a code means for one act, where that is more than the general words say. */
export type OwnWords = Partial<Record<ProblemCode, MessageKey>>
const refusals: OwnWords = {
  'not-logged': 'desk.refused-not-logged',
  forbidden: 'desk.refused-forbidden',
  'not-found': 'desk.refused-not-found',
  'state-changed': 'desk.refused-state-changed',
  'seq-taken': 'desk.refused-seq-taken',
  'policy-changed': 'desk.refused-policy-changed',
  'policy-refused': 'desk.refused-policy',
  unavailable: 'desk.refused-unavailable',
}

const distrusts: Partial<Record<Extract<Failure, { kind: 'distrusted' }>['why'], MessageKey>> = {
  'root-changed': 'desk.distrusted-root-changed',
  'older-directory': 'desk.distrusted-older',
  'older-epoch': 'desk.distrusted-older',
  fork: 'desk.distrusted-fork',
  roll: 'desk.distrusted-roll',
}

export const failureOf = (thrown: unknown): Failure => (thrown instanceof Failed ? thrown.failure : { kind: 'broken' })

export function failureWords(failure: Failure, own: OwnWords = {}): Words {
  if (failure.kind === 'unreachable') return { title: say('desk.offline'), text: say('desk.offline-means') }
  if (failure.kind === 'distrusted')
    return { title: say('desk.distrusted'), text: say(distrusts[failure.why] ?? 'desk.distrusted-keys') }
  if (failure.kind !== 'refused') return { title: say('desk.broken'), text: say('desk.broken-means') }
  const { code, rules, law } = failure
  const known = own[code] ?? refusals[code]
  const text = rules ? sayRefusal(rules, law) : known ? say(known) : problems[code][1]
  return { title: say('desk.refused'), text }
}
