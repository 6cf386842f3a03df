// Who may do what. Every use case asks for a Permit, and only this file makes one: asking cannot be forgotten. The table becomes
// Cedar's later; the signature stays.
import { Problem } from '@citycop/protocol/contract/problem.ts'

declare const permitted: unique symbol
/** Proof of an allow decision for one action. */
export type Permit<A extends Action = Action> = { readonly action: A; readonly [permitted]: true }

export type Officer = {
  readonly role: 'officer'
  readonly keyId: string
  readonly publicKey: Uint8Array
  readonly units: readonly string[]
}
/** Whoever proved to hold a report's passphrase. */
export type Citizen = { readonly role: 'citizen'; readonly mailbox: string }
export type Service = { readonly role: 'service' }
export type Principal = Officer | Citizen | Service
export type Resource = { readonly unit?: string; readonly mailbox?: string; readonly closedBy?: string | null }

const own = (principal: Principal, resource: Resource): boolean =>
  principal.role === 'citizen' && principal.mailbox === resource.mailbox
const unitMember = (principal: Principal, { unit }: Resource): boolean =>
  principal.role === 'officer' && unit !== undefined && principal.units.includes(unit)
/** A contested report goes to an officer who did not close it. */
const notTheCloser = (principal: Principal, resource: Resource): boolean =>
  unitMember(principal, resource) && principal.role === 'officer' && principal.keyId !== resource.closedBy

const rules = {
  'report:submit': own,
  'message:send': own,
  'report:contest': own,
  'mailbox:read': own,
  'report:withdraw': own,
  'report:undo-withdrawal': own,
  'attachment:upload-part': own,
  'report:list': unitMember,
  'report:open': unitMember,
  'attachment:read': unitMember,
  'report:take': notTheCloser,
  'message:answer': notTheCloser,
  'message:ask': notTheCloser,
  'report:close': notTheCloser,
  'report:hold': unitMember,
  'report:erase': (principal: Principal) => principal.role === 'service',
} as const satisfies Record<string, (principal: Principal, resource: Resource) => boolean>

export type Action = keyof typeof rules

/** Deny by default: no rule, no act. @throws Problem forbidden */
export function authorise<A extends Action>(principal: Principal, action: A, resource: Resource): Permit<A> {
  if (!rules[action](principal, resource)) throw new Problem('forbidden', `${action} is not for this ${principal.role}`)
  return { action } as Permit<A>
}
