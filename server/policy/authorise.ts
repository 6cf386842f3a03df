// Who may do what. Every use case asks for a Permit, and only this file makes one: asking cannot be forgotten. The answer is
// Cedar's, over the floor that no city can lower and the city's own policy inside it (J20).
import { type Decision, explainRule } from '@citycop/floor/decide/decide.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Pins, SignedInRole } from '@citycop/protocol/keys/certificates.ts'
import type { Context } from '../context.ts'
import { decideOnce } from './decide-once.ts'
import { type Asking, type Resource, sliceFor } from './slice.ts'

declare const permitted: unique symbol
/** Proof of an allow decision for one action. */
export type Permit<A extends string = string> = {
  readonly action: A
  /** The rules that allowed it, by their ids. */
  readonly rules: readonly string[]
  readonly [permitted]: true
}

export type Officer = {
  readonly role: 'officer'
  readonly keyId: string
  readonly publicKey: Uint8Array
  readonly units: readonly string[]
  readonly roles: readonly SignedInRole[]
  readonly trainedOn?: string | undefined
  readonly clearedSpecial: boolean
  /** When the keyfile and its passphrase were shown: both factors of J7. Milliseconds since 1970. */
  readonly signedInAt: number
}
/** Whoever proved to hold a report's passphrase. */
export type Citizen = { readonly role: 'citizen'; readonly mailbox: string }
export type Service = { readonly role: 'service' }
export type Principal = Officer | Citizen | Service
export type Deciding = Pick<Context, 'versions' | 'clock' | 'open' | 'onDenied'> & {
  readonly city: { readonly pins: Pick<Pins, 'instance'> }
}

/** Deny by default. @throws Problem forbidden, with the rules that said no and their laws */
export function authorise<A extends string>(
  ctx: Deciding,
  principal: Principal,
  action: A,
  resource: Resource,
  asking: Asking = {},
): Permit<A> {
  const decision = decideOnce(ctx, sliceFor(ctx, principal, action, resource, asking))
  if (!decision.allowed) throw refusal(ctx, action, decision)
  return { action, rules: decision.by } as unknown as Permit<A>
}

/** The same question without a refusal: for the rows of a list. */
export const isAllowed = (ctx: Deciding, principal: Principal, action: string, resource: Resource): boolean =>
  decideOnce(ctx, sliceFor(ctx, principal, action, resource, {})).allowed

function refusal({ onDenied }: Deciding, action: string, { by, why, errors }: Decision & { allowed: false }): Problem {
  // A policy that cannot be evaluated, or a thing that was not found, is a fault of ours: somebody must look (J20).
  if (why === 'policy-error' || why === 'entity-missing') onDenied(action, why, errors)
  if (by.includes('F-NOT-OPEN')) return new Problem('not-open')
  const laws = by.flatMap((id) => explainRule(id)?.law ?? [])
  const rules = by.length > 0 ? by : [why]
  return new Problem('forbidden', `${action}: ${rules.join(', ')}`, {
    rules: rules.join(' '),
    ...(laws.length > 0 ? { law: [...new Set(laws)].join('; ') } : {}),
  })
}
