// What the server's decisions need, without a server: a version of the policy, a clock, an open city.
import type { PolicyText } from '@citycop/protocol/policy/contract.ts'
import { makeClock } from '../server/platform/clock.ts'
import type { Deciding } from '../server/policy/authorise.ts'
import { makeVersions } from '../server/policy/versions.ts'

export type { Deciding, Officer } from '../server/policy/authorise.ts'
export { isAllowed } from '../server/policy/authorise.ts'

export function decidingFor({ policy, cedar, from }: PolicyText, now: () => Date): Deciding {
  const clock = makeClock('Europe/Brussels', now)
  const text = JSON.stringify({ v: 1, policy, cedar, from })
  const only = { number: Number(policy.version), text, approvals: [], startsOn: from, index: 0 }
  return {
    versions: makeVersions([only], clock.today),
    clock,
    city: { pins: { instance: policy.lea.id } },
    open: () => true,
    onDenied(action, why, errors) {
      throw new Error(`${action} could not be decided (${why}): ${errors.join('; ')}`)
    },
  }
}
