// What is parsed before it is asked: the schema, the rights, and for each city its set with the floor's. Parsing costs forty times
// what a decision does. Cedar keeps it per thread, and so does this: a thread that prepared nothing denies everything.
import { preparsePolicySet, preparseSchema } from '@cedar-policy/cedar-wasm/nodejs'
import { cedarText } from './cedar-text.ts'
import { schemaName } from './evaluate.ts'
import { actionsOf, byId, type Policy, policiesOf } from './policies-of.ts'

type Policies = ReadonlyMap<string, Policy>
let prepared:
  | { readonly rightsActions: ReadonlySet<string>; readonly floor: Policies; readonly rights: Policies }
  | undefined
const cities = new Map<string, Policies>()

export const rightsSet = 'rights'
export const citySet = (id: string): string => `city:${id}`
export const floorPolicies = (): Map<string, Policy> => byId(policiesOf(cedarText('floor.cedar')).policies)
export const rightsPolicies = (): Map<string, Policy> => byId(policiesOf(cedarText('rights.cedar')).policies)

/** Once per process and thread. @throws Error when the floor's own texts are broken */
export function prepareFloor(): void {
  if (!prepared) prepareRules(floorPolicies(), rightsPolicies())
}

/** With rules other than the floor's own: so a check shows that it would notice if one were missing. */
export function prepareRules(floor: Policies, rights: Policies): void {
  const schema = preparseSchema(schemaName, cedarText('schema.cedarschema'))
  if (schema.type === 'failure') throw new Error(schema.errors.map(({ message }) => message).join('; '))
  prepareSet(rightsSet, rights)
  prepared = {
    floor,
    rights,
    rightsActions: new Set([...rights.values()].flatMap(({ json }) => actionsOf(json) ?? [])),
  }
}

/** Floor and city under one stable id; doing it again replaces. @throws Error when the text is none, or takes a reserved id */
export function prepareCity(id: string, cityCedar: string): void {
  if (!prepared) throw new Error('the floor is prepared before a city')
  const { policies, templates } = policiesOf(cityCedar)
  if (templates > 0) throw new Error('a city’s policies hold no templates')
  const city = byId(policies)
  // Under a rule's id a city's policy would take its place in the set.
  const reserved = [...city.keys()].find((one) => /^[FR]-/.test(one))
  if (reserved) throw new Error(`the id ${reserved} is the floor’s`)
  prepareSet(citySet(id), new Map([...prepared.floor, ...city]))
  cities.set(id, city)
}

function prepareSet(name: string, policies: Policies): void {
  const texts = Object.fromEntries([...policies].map(([id, { text }]) => [id, text]))
  const answer = preparsePolicySet(name, { staticPolicies: texts })
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '))
}

/** Whether the rights set alone decides this act: no city's policy is asked. */
export const isRightsAction = (action: string): boolean => prepared?.rightsActions.has(action) ?? false

export const findRule = (id: string, cityId?: string): Policy | undefined =>
  prepared?.floor.get(id) ??
  prepared?.rights.get(id) ??
  (cityId === undefined ? undefined : cities.get(cityId)?.get(id))
