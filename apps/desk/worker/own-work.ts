// Every line of the list, with as little of each as a table needs.
import { Unreachable } from '@citycop/client/api/call.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { OwnRow } from '../own/table.ts'
import { known, readAll } from './inbox-rows.ts'

export async function ownWork(): Promise<OwnRow[]> {
  await readAll('all', () => {})
  const { failure } = known
  if (failure?.kind === 'refused') throw new Problem(failure.code)
  if (failure) throw new Unreachable('the list was not read')
  return [...known.byRef.values()].map(({ ref, reference, group, day, status }) => ({
    ref,
    reference,
    group,
    day,
    status,
  }))
}
