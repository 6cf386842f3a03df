// What an act's words say of the law it was done under: the rules that allowed it, where the public log has the version of the policy
// they come from, and the build that was served to whoever asked (LOG.md 2).

import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { Context } from '../context.ts'
import type { ActWords } from '../log/append.ts'
import type { Permit } from './authorise.ts'

/** `terms`: those the act was decided under. A version may begin while an act is under way; its number and its place stay one. */
export function lawOf(
  { versions, builds }: Pick<Context, 'versions' | 'builds'>,
  { version: number }: Pick<Policy, 'version'>,
  { rules }: Permit,
  asked: 'citizen' | 'officer' | 'service',
): Pick<ActWords, 'policy' | 'rules' | 'policyIndex' | 'buildIndex'> {
  const version = versions.all().find((one) => one.number === number)
  const build = asked === 'citizen' ? builds.citizen : asked === 'officer' ? builds.desk : undefined
  return {
    policy: number,
    rules: [...rules],
    ...(version ? { policyIndex: version.index } : {}),
    ...(build === undefined ? {} : { buildIndex: build }),
  }
}
