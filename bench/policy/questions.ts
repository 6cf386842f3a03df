// Twenty-five policies and six entities: a custodian asks for a sealed name, with an approver. The 25 are the floor's and the base
// city's own, those that name this act first.
import { ordinaryDay } from '@citycop/floor/check/acts.ts'
import { questionOf } from '@citycop/floor/check/question.ts'
import { baseCity } from '@citycop/floor/decide/cedar-text.ts'
import { decide } from '@citycop/floor/decide/decide.ts'
import { actionsOf, byId, type Policy, policiesOf } from '@citycop/floor/decide/policies-of.ts'
import { floorPolicies, prepareCity, prepareRules, rightsPolicies } from '@citycop/floor/decide/prepare.ts'
import type { Query } from '@citycop/floor/decide/query.ts'

const act = 'identity:reveal'
const [ofFloor, ofCity] = [20, 5]

/** Said yes and said no, in turn: a refusal looks at no less. */
export const questions: readonly Query[] = [
  questionOf(ordinaryDay(act)),
  questionOf(ordinaryDay(act, { approver: 'colleague' })),
  questionOf(ordinaryDay(act, { mode: 'identified' })),
  questionOf(ordinaryDay(act, { caseRef: false })),
]

export const isYes = (n: number): boolean => n % 2 === 0

const city = (): readonly Policy[] => policiesOf(baseCity()).policies
const namedFirst = (policies: readonly Policy[]) =>
  policies.toSorted((a, b) => Number(names(b)) - Number(names(a)) || Number(names(b)))
const names = ({ json }: Policy) => actionsOf(json)?.includes(act) ?? true

/** How many policies are in force afterwards. @throws Error when it would not be what it says */
export function prepareFew(): number {
  const floor = namedFirst([...floorPolicies().values()]).slice(0, ofFloor)
  const permits = namedFirst(city()).slice(0, ofCity)
  return prepare(floor, permits)
}

/** The whole floor and all permits of the base city. */
export const prepareAll = (): number => prepare([...floorPolicies().values()], city())

function prepare(floor: readonly Policy[], permits: readonly Policy[]): number {
  prepareRules(byId(floor), rightsPolicies())
  prepareCity('bench', permits.map(({ text }) => text).join('\n'))
  const counts = questions.map(({ entities }) => entities.length)
  if (questions.some((query, n) => decide('bench', query).allowed !== isYes(n)) || counts.some((one) => one !== 6))
    throw new Error(`the questions are not what they were: they have ${counts} entities`)
  return floor.length + permits.length
}
