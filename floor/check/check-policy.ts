// Everything a policy is checked for before anybody may approve it; refused with every reason at once.

import type { Floor } from '@citycop/protocol/policy/bounds-floor.ts'
import { floor as theFloor } from '../floor.ts'
import { checkCedar } from './check-cedar.ts'
import { checkParameters } from './check-parameters.ts'
import type { Note, Refusal } from './refusal.ts'

export type { Note, Refusal } from './refusal.ts'
export type Checked = {
  readonly ok: boolean
  readonly refusals: readonly Refusal[]
  readonly notes: readonly Note[]
  /** How many decisions were compared with the law; 0 says that none was, not that all were right. */
  readonly cases: number
}
export type ToCheck = {
  readonly policy: unknown
  /** Absent for a set of parameters alone. */
  readonly cedar?: string
  readonly today: string
  readonly floor?: Floor
}

export function checkPolicy({ policy, cedar, today, floor = theFloor }: ToCheck): Checked {
  const { refusals, notes } = checkParameters(policy, today, floor)
  const gone = cedar === undefined ? { refusals: [], cases: 0 } : checkCedar(cedar)
  const all = [...refusals, ...gone.refusals]
  return { ok: all.length === 0, refusals: all, notes, cases: gone.cases }
}
