// Which acts a role is offered here: those that the example cities permit it. The server decides by the city's own policy, and a
// refusal says which rule it was.
import type { Role, SignedInRole } from '@citycop/protocol/keys/certificates.ts'
import type { Officer } from '../worker/commands.ts'

const offered = {
  'report:take': ['case_officer', 'dispatcher', 'supervisor'],
  'report:assign': ['case_officer', 'dispatcher', 'supervisor'],
  'report:pause-clock': ['case_officer', 'supervisor'],
  'report:refer': ['case_officer', 'supervisor'],
  'report:count': ['case_officer', 'supervisor'],
  'report:transfer': ['case_officer', 'supervisor'],
  'report:note': ['case_officer', 'supervisor'],
  'report:triage': ['case_officer', 'dispatcher', 'supervisor'],
  'report:change-regime': ['supervisor'],
  'report:hold': ['case_officer', 'supervisor'],
  'report:release-hold': ['case_officer', 'supervisor'],
  'report:review': ['case_officer', 'supervisor'],
  'report:export': ['supervisor'],
  'report:agree-export': ['supervisor'],
  'report:preview-erasure': ['supervisor'],
  'policy:propose': ['city_admin', 'dpo', 'chief'],
  'policy:approve': ['dpo', 'chief'],
  'identity:list': ['identity_custodian', 'supervisor', 'dpo'],
  'keys:look': ['supervisor', 'identity_custodian', 'city_admin', 'dpo', 'chief'], // no act either: certificates are public
  'pilot:look': ['dpo', 'chief', 'city_admin', 'supervisor'], // no act: everybody may read it, these can do something about it
} as const satisfies Record<string, readonly Role[]>
export type OfferedAct = keyof typeof offered

export const isOffered = ({ roles }: Pick<Officer, 'roles'>, act: OfferedAct): boolean =>
  roles.some((role) => (offered[act] as readonly SignedInRole[]).includes(role))
