// What an act's words say of the law it was done under: the rules that allowed it, where the public log has the version of the policy
// they come from, and the build that was served to whoever asked (LOG.md 2).

import type { Context } from '../context.ts'
import type { ActWords } from '../log/append.ts'
import type { Permit } from './authorise.ts'

export function lawOf(
  { versions, builds }: Pick<Context, 'versions' | 'builds'>,
  { rules }: Permit,
  asked: 'citizen' | 'officer' | 'service',
): Pick<ActWords, 'rules' | 'policyIndex' | 'buildIndex'> {
  const version = versions.inForce()
  const build = asked === 'citizen' ? builds.citizen : asked === 'officer' ? builds.desk : undefined
  return {
    rules: [...rules],
    ...(version ? { policyIndex: version.index } : {}),
    ...(build === undefined ? {} : { buildIndex: build }),
  }
}
