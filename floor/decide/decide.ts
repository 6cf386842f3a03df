// The one way to ask the policies (POLICY 3.2, RULINGS J20). Deny by default; whatever cannot be evaluated is a deny with errors,
// for the caller to raise as an alarm. A right is decided by the rights set alone, so that no city's forbid reaches it.
import { evaluate } from './evaluate.ts'
import { missingEntities } from './missing-entities.ts'
import { citySet, findRule, isRightsAction, rightsSet } from './prepare.ts'
import type { Decision, Query } from './query.ts'

export { prepareCity, prepareFloor } from './prepare.ts'
export type { CedarValue, Decision, Entity, EntityRef, Query } from './query.ts'

export function decide(cityId: string, query: Query): Decision {
  const missing = missingEntities(query)
  if (missing.length > 0) return { allowed: false, by: [], why: 'entity-missing', errors: missing }
  const { allow, by, errors } = evaluate(isRightsAction(query.action) ? rightsSet : citySet(cityId), query)
  if (errors.length > 0) return { allowed: false, by, why: 'policy-error', errors }
  if (allow) return { allowed: true, by }
  return { allowed: false, by, why: by.length > 0 ? 'forbidden' : 'no-permit', errors }
}

/** What a rule rests on, for the words that explain a decision. A city's own rules are found with its id. */
export function explainRule(id: string, cityId?: string): { law: string; control?: string } | undefined {
  const { law, control } = findRule(id, cityId)?.json.annotations ?? {}
  if (law === undefined) return undefined
  return control === undefined ? { law } : { law, control }
}
