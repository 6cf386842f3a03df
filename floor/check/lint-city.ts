// What a city's Cedar may look like (POLICY 2.1): each policy has its own id, names its acts, binds its principal, and takes nobody's
// right away. Read from the policies' structure, before anything is decided with them.
import { getValidRequestEnvsPolicy, type PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import { cedarText } from '../decide/cedar-text.ts'
import { peopleNamed } from '../decide/missing-entities.ts'
import { actionsOf, type Policy } from '../decide/policies-of.ts'
import { isRightsAction } from '../decide/prepare.ts'
import type { Refusal } from './refusal.ts'

const groups = ['tenant_op', 'staff_op', 'purpose_op']
/** No right, and still not a city's to stop: telling the police, and what is due being erased. */
const duties = ['report:submit', 'report:erase', 'report:erase-files']

export function lintCity(policies: readonly Policy[], templates: number): Refusal[] {
  const ids = policies.map(({ id }) => id)
  const found = policies.flatMap((policy, n) => {
    const where = `city.cedar ${policy.id ?? `policy ${n + 1}`}`
    return faultsOf(policy, ids.slice(0, n)).map((todo): Refusal => ({ where, todo }))
  })
  const slots: Refusal = {
    where: 'city.cedar',
    todo: 'write policies without ?principal and ?resource; templates are not taken',
  }
  return templates > 0 ? [slots, ...found] : found
}

function faultsOf({ id, text, json }: Policy, earlier: readonly (string | undefined)[]): string[] {
  const acts = actionsOf(json)
  const stops = json.effect === 'forbid' ? stopped(text) : []
  return [
    ...(id === undefined ? ['give it an @id; a decision must be able to say which policy it came from'] : []),
    ...(id !== undefined && /^[FR]-/i.test(id) ? [`choose another id; F- and R- are the floor’s`] : []),
    ...(id !== undefined && earlier.includes(id) ? ['choose another id; two policies have this one'] : []),
    ...(acts === undefined || (json.effect === 'permit' && acts.some((act) => groups.includes(act)))
      ? ['name the acts; a policy on every act is nobody’s choice']
      : []),
    ...(json.effect === 'permit' && !isBound(json)
      ? ['bind the principal to a role or a unit, as in: principal in CityCoP::Role::"case_officer"']
      : []),
    ...(stops.length > 0 ? [`leave out ${stops.join(', ')}; no city takes away a right, or stops what is due`] : []),
    ...(looksInto(json.conditions)
      ? [`compare ${peopleNamed.join(', ')} with the principal only; what they are is not brought along`]
      : []),
  ]
}

function isBound({ principal }: PolicyJson): boolean {
  if (principal.op === 'is') return principal.in !== undefined || /::(Visitor|Service)$/.test(principal.entity_type)
  if (principal.op !== 'in' || !('entity' in principal)) return false
  const { type } = '__entity' in principal.entity ? principal.entity.__entity : principal.entity
  return /::(Role|Unit)$/.test(type)
}

/** The protected acts that a forbid can reach, by the types of its scope and conditions. */
function stopped(text: string): string[] {
  const reach = getValidRequestEnvsPolicy(text, cedarText('schema.cedarschema'))
  if (reach.type === 'failure') return []
  const acts = reach.actions.map((one) => /"(.*)"/.exec(one)?.[1] ?? one)
  return acts.filter((act) => isRightsAction(act) || duties.includes(act)).sort()
}

/** Whether an expression asks for more of a named person than who it is: an attribute, a group. */
function looksInto(expression: unknown): boolean {
  if (typeof expression !== 'object' || expression === null) return false
  return Object.entries(expression).some(([operator, parts]) => {
    const left = (parts as { left?: { '.'?: { attr?: string } } } | null)?.left?.['.']
    const asks = ['.', 'has', 'in', 'is', 'getTag', 'hasTag'].includes(operator)
    return (asks && left?.attr !== undefined && peopleNamed.includes(left.attr)) || looksInto(parts)
  })
}
