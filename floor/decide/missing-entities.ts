// What a question refers to and does not bring. Cedar answers without it, by skipping the rules that would need it – also the
// floor's – so that its absence must be a deny before Cedar is asked.
import { type CedarValue, type EntityRef, isRef, type Query } from './query.ts'

const key = ({ type, id }: EntityRef): string => `${type}::${id}`

/** Of these nothing but the name is ever looked at: closed lists of the schema, which need no entity. */
const named = ['Regime', 'Purpose', 'Role', 'RecipientClass', 'IdentityMode', 'RetentionClass', 'Status']
/** People named by a thing are compared and never looked into; the lint refuses a policy that would. */
export const peopleNamed: readonly string[] = ['assignee', 'closedBy', 'proposer', 'subject', 'holder']

export function missingEntities({ principal, resource, context, entities }: Query): readonly string[] {
  const brought = new Map(entities.map((entity) => [key(entity.ref), entity]))
  const missing: string[] = []
  const seen = new Set<string>()
  const open = [principal, resource, ...refsIn(context)]
  for (const ref of open) {
    if (seen.has(key(ref)) || named.includes(ref.type)) continue
    seen.add(key(ref))
    const entity = brought.get(key(ref))
    if (entity) open.push(...refsIn(entity.attrs))
    else missing.push(key(ref))
  }
  return missing
}

const refsIn = (attrs: Readonly<Record<string, CedarValue>>): EntityRef[] =>
  Object.entries(attrs)
    .filter(([name]) => !peopleNamed.includes(name))
    .flatMap(([, value]) => refsOf(value))

function refsOf(value: CedarValue): EntityRef[] {
  if (typeof value !== 'object') return []
  if (isRef(value)) return [value.entity]
  return Object.values(value).flatMap((one: CedarValue) => refsOf(one))
}
