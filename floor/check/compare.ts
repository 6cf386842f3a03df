// The decision beside the law, case by case.
import { decide } from '../decide/decide.ts'
import type { Decision } from '../decide/query.ts'
import type { Facts } from './facts.ts'
import { forbiddenBy, grantedBy, isRightsAct } from './oracle.ts'
import { questionOf } from './question.ts'

export type Mismatch = { readonly facts: Facts; readonly rule: string; readonly why: string }

/** Every case in which the policies prepared under this id say other than the law. */
export function mismatches(cityId: string, cases: readonly Facts[]): readonly Mismatch[] {
  return cases.flatMap((facts) => judge(facts, decide(cityId, questionOf(facts))))
}

export function judge(facts: Facts, decision: Decision): readonly Mismatch[] {
  const wrong = (rule: string, why: string): Mismatch => ({ facts, rule, why })
  if (!decision.allowed && (decision.why === 'policy-error' || decision.why === 'entity-missing'))
    return [wrong(decision.why, decision.errors.join('; '))]
  if (isRightsAct(facts.action)) return judgeRight(facts, decision, wrong)
  const law = forbiddenBy(facts)
  const said = decision.allowed ? [] : decision.by.filter((id) => id.startsWith('F-'))
  return [
    ...law.filter((id) => !said.includes(id)).map((id) => wrong(id, 'the law forbids it and the rule did not')),
    ...said.filter((id) => !law.includes(id)).map((id) => wrong(id, 'the rule forbids what the law does not')),
  ]
}

function judgeRight(facts: Facts, decision: Decision, wrong: (rule: string, why: string) => Mismatch): Mismatch[] {
  const due = grantedBy(facts)
  const given = decision.allowed ? decision.by : []
  return [
    ...due.filter((id) => !given.includes(id)).map((id) => wrong(id, 'a right was not given')),
    ...given.filter((id) => !due.includes(id)).map((id) => wrong(id, 'a right was given to somebody who has none')),
  ]
}
