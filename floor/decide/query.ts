// A question to the policies, and its answer. Types stand without the namespace: { type: 'User', id: 'u1' }.
export type EntityRef = { readonly type: string; readonly id: string }
export type CedarValue =
  | string
  | number
  | boolean
  | readonly CedarValue[]
  | { readonly entity: EntityRef }
  | { readonly [key: string]: CedarValue }
export type Entity = {
  readonly ref: EntityRef
  readonly attrs: Readonly<Record<string, CedarValue>>
  readonly parents: readonly EntityRef[]
}
export type Query = {
  readonly principal: EntityRef
  /** The contract's: 'report:open'. */
  readonly action: string
  readonly resource: EntityRef
  readonly context: Readonly<Record<string, CedarValue>>
  readonly entities: readonly Entity[]
}

/** `by` are the ids of the policies that decided. */
export type Decision =
  | { readonly allowed: true; readonly by: readonly string[] }
  | {
      readonly allowed: false
      readonly by: readonly string[]
      readonly why: 'forbidden' | 'no-permit' | 'entity-missing' | 'policy-error'
      readonly errors: readonly string[]
    }

export const isRef = (value: CedarValue): value is { readonly entity: EntityRef } =>
  typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 1 && 'entity' in value
