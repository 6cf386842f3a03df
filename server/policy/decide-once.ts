// Equal cases are decided once a day and version: names are not in a slice, so the next report like this one is the same case.
import { type Decision, decide, type Query } from '@citycop/floor/decide/decide.ts'
import type { Deciding } from './authorise.ts'
import { preparedFor } from './prepared.ts'

const most = 4000
const decided = new Map<string, Decision>()

export function decideOnce(ctx: Deciding, query: Query): Decision {
  const set = preparedFor(ctx)
  const key = `${set} ${JSON.stringify(query)}`
  const known = decided.get(key)
  if (known) return known
  const decision = decide(set, query)
  // The oldest goes first: the day and the minute stand in the key, so what is old is never asked for again.
  if (decided.size >= most) decided.delete(decided.keys().next().value as string)
  decided.set(key, decision)
  return decision
}
