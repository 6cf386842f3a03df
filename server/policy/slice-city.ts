// The city as a decision sees it: the parameters of the version in force.
import type { Entity } from '@citycop/floor/decide/decide.ts'
import type { Deciding } from './authorise.ts'

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
export const theCity = { type: 'City', id: 'city' } as const

export function cityEntity({ versions, open }: Pick<Deciding, 'versions' | 'open'>): Entity {
  const policy = versions.inForce()?.content.policy
  const refs = (type: string, ids: readonly string[]) => ids.map((id) => ({ entity: { type, id } }))
  return {
    ref: theCity,
    attrs: {
      memberState: policy?.lea.memberState ?? '',
      purposes: refs('Purpose', policy?.purposes.map(({ id }) => id) ?? []),
      recipients: refs('RecipientClass', policy?.recipients.map((one) => one.class) ?? []),
      mapMinCellM: policy?.map.cell_m ?? 0,
      minForumAge: policy?.minors.forum_min_age ?? 0,
      dualControlIdentity: policy?.identity.dual_control_confidential ?? true,
      policyVersion: versions.terms().version,
      open: open(),
    },
    parents: [],
  }
}
