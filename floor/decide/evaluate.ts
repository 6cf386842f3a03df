// One question to one prepared set. Every way in which Cedar can fail to evaluate comes back as an error, never as an answer.
import {
  type CedarValueJson,
  type EntityJson,
  type StatefulAuthorizationCall,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/nodejs'
import { type CedarValue, type Entity, type EntityRef, isRef, type Query } from './query.ts'

export const schemaName = 'floor'
const uid = ({ type, id }: EntityRef) => ({ type: `CityCoP::${type}`, id })

export type Answer = { readonly allow: boolean; readonly by: readonly string[]; readonly errors: readonly string[] }

/** The question in Cedar's own spelling. */
export const callFor = (set: string, query: Query): StatefulAuthorizationCall => ({
  principal: uid(query.principal),
  action: { type: 'CityCoP::Action', id: query.action },
  resource: uid(query.resource),
  context: record(query.context),
  // Without the schema action groups are unknown, and rules on groups would silently not apply: it is named in every call.
  preparsedSchemaName: schemaName,
  validateRequest: true,
  preparsedPolicySetId: set,
  entities: query.entities.map(entityJson),
})

export function evaluate(set: string, query: Query): Answer {
  const answer = statefulIsAuthorized(callFor(set, query))
  if (answer.type === 'failure') return { allow: false, by: [], errors: answer.errors.map(({ message }) => message) }
  const { decision, diagnostics } = answer.response
  const errors = diagnostics.errors.map(({ policyId, error }) => `${policyId}: ${error.message}`)
  return { allow: decision === 'allow', by: [...diagnostics.reason].sort(), errors }
}

const entityJson = ({ ref, attrs, parents }: Entity): EntityJson => ({
  uid: uid(ref),
  attrs: record(attrs),
  parents: parents.map(uid),
})

const record = (values: Readonly<Record<string, CedarValue>>): Record<string, CedarValueJson> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueJson(value)]))

function valueJson(value: CedarValue): CedarValueJson {
  if (typeof value !== 'object') return value
  if (isRef(value)) return { __entity: uid(value.entity) }
  if (Array.isArray(value)) return value.map((one: CedarValue) => valueJson(one))
  return record(value as Readonly<Record<string, CedarValue>>)
}
