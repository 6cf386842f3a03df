// A Cedar text, taken apart into policies by their @id. Texts are never joined: Cedar would number the policies anew, and the
// answer would no longer say which rule decided.
import { type PolicyJson, policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs'

export type Policy = {
  /** Undefined when the text gives it none. */
  readonly id: string | undefined
  readonly text: string
  readonly json: PolicyJson
}

/** @throws Error with Cedar's own words when the text is none */
export function policiesOf(text: string): { policies: readonly Policy[]; templates: number } {
  const parts = policySetTextToParts(text)
  if (parts.type === 'failure') throw new Error(parts.errors.map(({ message }) => message).join('; '))
  const policies = parts.policies.map((one) => {
    const parsed = policyToJson(one)
    if (parsed.type === 'failure') throw new Error(parsed.errors.map(({ message }) => message).join('; '))
    return { id: parsed.json.annotations?.id, text: one, json: parsed.json }
  })
  return { policies, templates: parts.policy_templates.length }
}

/** The actions a policy names; undefined when it names none and so means all. */
export function actionsOf({ action }: PolicyJson): readonly string[] | undefined {
  if (action.op === 'All') return undefined
  const uids = 'entities' in action ? action.entities : 'entity' in action ? [action.entity] : []
  return uids.map((uid) => ('__entity' in uid ? uid.__entity.id : uid.id))
}

/** @throws Error when a policy has no id, or one that another has: it would take the other's place */
export function byId(policies: readonly Policy[]): Map<string, Policy> {
  const named = new Map<string, Policy>()
  for (const policy of policies) {
    if (policy.id === undefined) throw new Error(`a policy has no @id: ${policy.text.slice(0, 80)}`)
    if (named.has(policy.id)) throw new Error(`two policies have the id ${policy.id}`)
    named.set(policy.id, policy)
  }
  return named
}
