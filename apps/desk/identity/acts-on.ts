// What an officer may do with a request to see who reported. The server decides; this is so that nobody is offered what it refuses.
import { custodians, supervisors } from '@citycop/protocol/identity/identity.ts'
import type { Officer, RequestView } from '../worker/commands.ts'

type Who = Pick<Officer, 'units' | 'roles'>
export type VaultAct = 'approve' | 'reveal' | 'review'

const belongs = ({ units }: Who, unit: string): boolean => units.includes(unit)

export const mayAsk = (officer: Who): boolean =>
  belongs(officer, custodians) && officer.roles.includes('identity_custodian')

/** The outer seal opens with the key of the supervisors' unit: the role alone cannot take it off. */
const mayApprove = (officer: Who): boolean => belongs(officer, supervisors) && officer.roles.includes('supervisor')
const mayReview = ({ roles }: Who): boolean => roles.includes('supervisor') || roles.includes('dpo')

export function actOn(request: RequestView, officer: Who): VaultAct | undefined {
  const { state, mine, part, reviewBy } = request
  if (state === 'asked' && !mine && mayApprove(officer)) return 'approve'
  if (state === 'approved' && mine && mayAsk(officer)) return 'reveal'
  if (reviewBy !== undefined && !part && mayReview(officer)) return 'review'
  return undefined
}

/** Emergencies that this officer had a part in and that nobody has looked at: waiting, or too late. */
export function unreviewed(requests: readonly RequestView[], today: string) {
  const own = requests.filter(({ part, reviewBy }) => part && reviewBy !== undefined)
  return {
    late: own.filter(({ reviewBy }) => reviewBy !== undefined && reviewBy < today),
    waiting: own.filter(({ reviewBy }) => reviewBy !== undefined && reviewBy >= today),
  }
}

/** How colleagues know one another at a desk that keeps no names: the beginning of the key that signs. */
export const signOf = (keyId: string): string => `${keyId.slice(0, 4)}-${keyId.slice(4, 8)}`.toUpperCase()

/** As it stands on the list and on the receipt, however it was typed. Undefined when it is no report's number. */
export function reportNumber(typed: string): string | undefined {
  const [, first, second] = /^([0-9A-Z]{4})[-\s]?([0-9A-Z]{4})$/.exec(typed.trim().toUpperCase()) ?? []
  return first && second ? `${first}-${second}` : undefined
}
