// What a decision needs to know, and no more: whoever asks, the thing it is about, the city with its published policy, and how it
// was asked. Names are not told: `principal`, `resource`, `other` say who is whom, so that equal cases are one case (J21).
import type { CedarValue, Entity, EntityRef, Query } from '@citycop/floor/decide/decide.ts'
import { addMonths } from '@citycop/protocol/policy/periods.ts'
import type { Deciding, Principal } from './authorise.ts'
import { cityEntity, dayNumber, theCity } from './slice-city.ts'
import { resourceOf } from './slice-resource.ts'

/** What is known of the thing; a report's row has most of it. */
export type Resource = {
  readonly unit?: string
  readonly mailbox?: string
  readonly group?: string
  readonly regime?: string
  readonly retentionClass?: string | null
  readonly endsOn?: string
  readonly holdUntil?: string | null
  readonly restricted?: boolean
  readonly status?: string
  readonly protected?: boolean
  readonly assignee?: string | null
  readonly closedBy?: string | null
  /** Of a sealed identity. */
  readonly mode?: string
  /** Of a draft of the policy. */
  readonly proposer?: string
}
/** Whom a report is to be given to. */
export type Receiver = {
  readonly keyId: string
  readonly publicKey: Uint8Array
  readonly units: readonly string[]
  readonly clearedSpecial: boolean
}
/** How it was asked: what the officer signed. */
export type Asking = {
  readonly purpose?: string | undefined
  readonly reason?: string | undefined
  readonly caseRef?: string | undefined
  readonly approvedBy?: string | undefined
  readonly emergency?: boolean | undefined
  /** Of whoever asks: emergencies that nobody looked at in time. */
  readonly overdueReviews?: number | undefined
  /** Of a transfer: the policy's list names the unit; the person said yes, by what the officer signed and the thread bears out. */
  readonly listed?: boolean
  readonly said?: boolean
  /** Only as the certificates know that officer; never what a client says. */
  readonly receiver?: Receiver | undefined
}

const user = (id: string): EntityRef => ({ type: 'User', id })

export function sliceFor(
  ctx: Deciding,
  principal: Principal,
  action: string,
  resource: Resource,
  asking: Asking,
): Query {
  const today = ctx.clock.today()
  const who = principalOf(ctx, principal, asking)
  const named = (keyId: string) => {
    if (principal.role === 'officer' && keyId === principal.keyId) return who.ref
    return user(keyId === asking.receiver?.keyId ? 'receiver' : 'other')
  }
  const what = resourceOf(action, resource, { today, named, principal, who: who.ref })
  const approver = asking.approvedBy ? [named(asking.approvedBy)] : []
  const others = [...what.names, ...approver]
    .filter(({ id }) => id === 'other')
    .map((ref): Entity => ({ ref, attrs: otherUser, parents: approverRoles(asking) }))
  return {
    principal: who.ref,
    action,
    resource: what.entity.ref,
    context: contextOf(ctx, principal, asking, named),
    entities: [cityEntity(ctx), who, what.entity, ...what.parents, ...unique(others), ...receiverOf(asking, named)],
  }
}

/** The server has looked: an approval stands only in its own table, given by a supervisor. */
const approverRoles = ({ approvedBy }: Asking): EntityRef[] => (approvedBy ? [{ type: 'Role', id: 'supervisor' }] : [])
const otherUser = { city: { entity: theCity }, active: true, clearedSpecial: false, overdueReviews: 0 }
/** With the units of that officer: the report's is among the slice's things or it is not theirs. */
function receiverOf({ receiver }: Asking, named: (keyId: string) => EntityRef): Entity[] {
  if (!receiver || named(receiver.keyId).id !== 'receiver') return []
  const attrs = { ...otherUser, clearedSpecial: receiver.clearedSpecial }
  return [{ ref: user('receiver'), attrs, parents: receiver.units.map((id) => ({ type: 'Unit', id })) }]
}

const unique = (entities: readonly Entity[]): Entity[] => [
  ...new Map(entities.map((one) => [`${one.ref.type}/${one.ref.id}`, one])).values(),
]

function principalOf({ versions }: Deciding, principal: Principal, { overdueReviews = 0 }: Asking): Entity {
  const city = { entity: theCity }
  if (principal.role === 'citizen') return { ref: { type: 'Visitor', id: 'principal' }, attrs: { city }, parents: [] }
  if (principal.role === 'service') return { ref: { type: 'Service', id: 'principal' }, attrs: { city }, parents: [] }
  const { roles, units, trainedOn, clearedSpecial, signedInAt } = principal
  const months = versions.terms().trainingMonths
  return {
    ref: user('principal'),
    attrs: {
      city,
      active: true,
      mfaAt: Math.floor(signedInAt / 60_000),
      ...(trainedOn ? { trainingUntil: dayNumber(addMonths(trainedOn, months)) } : {}),
      clearedSpecial,
      overdueReviews,
    },
    parents: [...roles.map((id) => ({ type: 'Role', id })), ...units.map((id) => ({ type: 'Unit', id }))],
  }
}

function contextOf(
  { clock }: Deciding,
  principal: Principal,
  { purpose, reason, caseRef, approvedBy, emergency, receiver, listed, said }: Asking,
  named: (keyId: string) => EntityRef,
): Record<string, CedarValue> {
  const today = dayNumber(clock.today())
  if (principal.role === 'citizen' || principal.role === 'service') return { today }
  return {
    today,
    now: Math.floor(clock.now().getTime() / 60_000),
    automated: false,
    ...(purpose ? { purpose: { entity: { type: 'Purpose', id: purpose } } } : {}),
    ...(reason ? { reason } : {}),
    ...(caseRef ? { caseRef } : {}),
    ...(approvedBy ? { approvedBy: { entity: named(approvedBy) } } : {}),
    ...(emergency ? { emergency } : {}),
    ...(receiver ? { assignee: { entity: named(receiver.keyId) } } : {}),
    ...(listed === undefined ? {} : { listed }),
    ...(said === undefined ? {} : { agreed: said }),
  }
}
