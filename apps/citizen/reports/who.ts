// How a person may say who they are, or not, for this kind of report: what the policy in force allows, as far as this app can do it.
import type { IdentityMode } from '@citycop/protocol/policy/city-policy.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import { kindOf } from '../policy/kind-of.ts'
import type { Answers } from './answers.ts'

export type Who = Answers['who']
const choiceOf: Partial<Record<IdentityMode, Who>> = {
  anonymous: 'nobody',
  // The twelve words are the pseudonym: the unit writes back to them without knowing whose they are.
  pseudonymous: 'nobody',
  confidential: 'sealed',
  identified: 'named',
}

/** Before the city is known, what every city can do: the check asks again. */
export function whoChoices(terms: Policy | undefined, { category }: Pick<Answers, 'category'>): readonly Who[] {
  if (terms === undefined || category === undefined) return ['nobody', 'named']
  const allowed = new Set(terms.modes[kindOf(category)].flatMap((one) => choiceOf[one] ?? []))
  const choices = (['nobody', 'sealed', 'named'] as const).filter((one) => allowed.has(one))
  // A policy that asks for a name sealed apart, in a city that has nobody to keep it: a name in the report itself would break that.
  return choices.length === 0 ? ['nobody'] : choices
}
