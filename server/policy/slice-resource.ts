// The thing that an act is about, as the policies know it (floor/cedar/schema.cedarschema).
import type { CedarValue, Entity, EntityRef } from '@citycop/floor/decide/decide.ts'
import type { Principal } from './authorise.ts'
import type { Resource } from './slice.ts'
import { dayNumber, theCity } from './slice-city.ts'

type Around = {
  readonly today: string
  /** Who a key id is, seen from whoever asks. */
  readonly named: (keyId: string) => EntityRef
  readonly principal: Principal
  readonly who: EntityRef
}
export type Sliced = {
  readonly entity: Entity
  readonly parents: readonly Entity[]
  readonly names: readonly EntityRef[]
}

const city = { entity: theCity }
const ref = (type: string): EntityRef => ({ type, id: 'resource' })
const inCity = [theCity]
const ofUser = (id: EntityRef): CedarValue => ({ entity: id })

export function resourceOf(action: string, resource: Resource, around: Around): Sliced {
  const alone = (entity: Entity): Sliced => ({ entity, parents: [], names: [] })
  if (action.startsWith('policy:')) return draftOf(resource, around)
  if (action.startsWith('identity:')) return identityOf(resource, around)
  if (action.startsWith('audit:')) return alone({ ref: ref('AuditRecord'), attrs: { city }, parents: inCity })
  if (around.principal.role === 'citizen') return alone(mailboxOf(resource, around))
  return reportOf(resource, around)
}

function mailboxOf({ mailbox }: Resource, { principal, who }: Around): Entity {
  const own = principal.role === 'citizen' && mailbox === principal.mailbox
  return { ref: ref('Mailbox'), attrs: { city, ...(own ? { holder: { entity: who } } : {}) }, parents: inCity }
}

function draftOf({ proposer }: Resource, { named }: Around): Sliced {
  const who = named(proposer ?? '')
  const attrs = { city, proposer: ofUser(who), state: 'proposed' }
  return { entity: { ref: ref('PolicyDraft'), attrs, parents: inCity }, parents: [], names: [who] }
}

/** Who reported belongs to a report, and ends no later. */
function identityOf(resource: Resource, around: Around): Sliced {
  const { entity: report, parents, names } = reportOf(resource, around)
  const attrs = {
    city,
    report: { entity: report.ref },
    mode: { entity: { type: 'IdentityMode', id: resource.mode ?? 'anonymous' } },
    life: report.attrs.life as CedarValue,
  }
  return {
    entity: { ref: ref('ReporterIdentity'), attrs, parents: [report.ref] },
    parents: [report, ...parents],
    names,
  }
}

function reportOf(resource: Resource, { today, named }: Around): Sliced {
  const unit = { type: 'Unit', id: resource.unit ?? '-' }
  const people = Object.entries({ assignee: resource.assignee, closedBy: resource.closedBy }).flatMap(
    ([name, keyId]) => (keyId ? [[name, named(keyId)] as const] : []),
  )
  const held = resource.holdUntil != null && resource.holdUntil >= today
  const entity = {
    ref: ref('Report'),
    attrs: {
      city,
      unit: { entity: unit },
      regime: { entity: { type: 'Regime', id: resource.regime ?? 'UNDETERMINED' } },
      group: resource.group ?? '',
      retentionClass: { entity: { type: 'RetentionClass', id: resource.retentionClass ?? 'undetermined' } },
      life: { endsOn: dayNumber(resource.endsOn ?? today), held, restricted: resource.restricted ?? false },
      status: { entity: { type: 'Status', id: resource.status ?? 'received' } },
      protected: resource.protected ?? false,
      ...Object.fromEntries(people.map(([name, who]) => [name, ofUser(who)])),
    },
    parents: inCity,
  }
  return {
    entity,
    parents: [{ ref: unit, attrs: {}, parents: inCity }],
    names: people.map(([, who]) => who),
  }
}
