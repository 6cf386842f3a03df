// A city's Cedar set: validated strictly, where a warning is an error; looked at in its structure; and gone through case by case
// together with the floor.
import { type ValidationError, validate } from '@cedar-policy/cedar-wasm/nodejs'
import { cedarText } from '../decide/cedar-text.ts'
import { decide } from '../decide/decide.ts'
import { type Policy, policiesOf } from '../decide/policies-of.ts'
import { prepareCity, prepareFloor } from '../decide/prepare.ts'
import { judge } from './compare.ts'
import type { Facts } from './facts.ts'
import { lintCity } from './lint-city.ts'
import { forbiddenBy } from './oracle.ts'
import { questionOf } from './question.ts'
import type { Refusal } from './refusal.ts'
import { citySituations } from './situations.ts'

export function checkCedar(cedar: string): { refusals: Refusal[]; cases: number } {
  prepareFloor()
  const parsed = parse(cedar)
  if ('todo' in parsed) return { refusals: [parsed], cases: 0 }
  const refusals = [...lintCity(parsed.policies, parsed.templates), ...validateCity(parsed.policies)]
  if (refusals.length > 0) return { refusals, cases: 0 } // not gone through what is not whole
  return enumerate(cedar)
}

function parse(cedar: string): ReturnType<typeof policiesOf> | Refusal {
  try {
    return policiesOf(cedar)
  } catch (error) {
    return {
      where: 'city.cedar',
      todo: `write it as Cedar reads it: ${error instanceof Error ? error.message : error}`,
    }
  }
}

export function validateCity(policies: readonly Policy[]): Refusal[] {
  const texts = Object.fromEntries(policies.map(({ id, text }, n) => [id ?? `policy ${n + 1}`, text]))
  const answer = validate({ schema: cedarText('schema.cedarschema'), policies: { staticPolicies: texts } })
  if (answer.type === 'failure')
    return answer.errors.map(({ message }) => ({
      where: 'city.cedar',
      todo: `mend what Cedar does not take: ${message}`,
    }))
  const said = ({ policyId, error }: ValidationError): Refusal => {
    return { where: `city.cedar ${policyId}`, todo: `mend it: ${error.message}${error.help ? ` (${error.help})` : ''}` }
  }
  const others = answer.otherWarnings.map(({ message }) => ({ where: 'city.cedar', todo: `mend it: ${message}` }))
  return [...answer.validationErrors.map(said), ...answer.validationWarnings.map(said), ...others]
}

const duties = ['report:submit', 'report:erase', 'report:erase-files']

function enumerate(cedar: string): { refusals: Refusal[]; cases: number } {
  prepareCity('check', cedar) // one name for all that is checked: Cedar never drops a set
  const cases = citySituations()
  const wrong = new Map<string, Refusal>()
  for (const facts of cases)
    for (const { rule, why } of judgeCase(facts)) {
      const where = `city.cedar ${facts.action}`
      if (!wrong.has(where + rule)) wrong.set(where + rule, { where, todo: `${rule}: ${why}` })
    }
  return { refusals: [...wrong.values()], cases: cases.length }
}

function judgeCase(facts: Facts): readonly { rule: string; why: string }[] {
  const decision = decide('check', questionOf(facts))
  const due = duties.includes(facts.action) && forbiddenBy(facts).length === 0
  const missed =
    due && !decision.allowed
      ? [{ rule: 'duty', why: 'permit it: without it nobody could report, or nothing would ever be erased' }]
      : []
  return [...judge(facts, decision), ...missed]
}
