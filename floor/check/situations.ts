// The finite world that is gone through. Small for a city's own policies, which every proposal waits for; large for the floor.
import { actions, ordinaryDay, resourceType } from './acts.ts'
import { departures, staffRoles } from './departures.ts'
import { type Facts, undeclaredPurpose } from './facts.ts'

const rolesOf = ({ who, role }: Facts): readonly string[] => (who === 'user' ? staffRoles : [role])

/** What a city's permits could get wrong: every act × every role × these days. */
const days: readonly Partial<Facts>[] = [
  {},
  { sameCity: false },
  { inUnit: false },
  { active: false, mfa: 'none' },
  { training: 'none' },
]
const onPurpose: readonly Partial<Facts>[] = [{ purpose: undefined }, { purpose: undeclaredPurpose }]
const onThings: readonly Partial<Facts>[] = [
  { life: 'over' },
  { life: 'over', held: true },
  { restricted: true },
  { regime: 'GDPR' },
  { regime: 'UNDETERMINED' },
  { protected: true },
]

export function citySituations(): readonly Facts[] {
  return actions.flatMap((action) => {
    const plain = ordinaryDay(action)
    if (plain.who !== 'user') return departures(plain).map((change) => ({ ...plain, ...change }))
    const things = ['Report', 'ReporterIdentity'].includes(resourceType(action)) ? [...onPurpose, ...onThings] : []
    return staffRoles.flatMap((role) => [...days, ...things].map((change) => ({ ...plain, ...change, role })))
  })
}

/** Acts of which every two changes are tried together: one of each kind that the rules treat alike. */
const inPairs = [
  'report:close',
  'report:open',
  'report:disclose',
  'identity:reveal',
  'policy:approve',
  'policy:activate',
  'report:erase',
]
/** Acts that a rule ties to a role. */
const byRole = /^(identity:(request|reveal)|policy:approve|audit:read.*)$/

/** Every act × every single change; × every role where a rule asks for one; and two changes together for one act of each kind. */
export function floorSituations(): readonly Facts[] {
  return actions.flatMap((action) => {
    const plain = ordinaryDay(action)
    const changes = departures(plain)
    const roles = byRole.test(action) ? rolesOf(plain) : [plain.role]
    const single = roles.flatMap((role) => changes.map((change) => ({ ...plain, ...change, role })))
    return [...single, ...(inPairs.includes(action) ? pairs(plain, changes) : [])]
  })
}

/** Every act × every role × every single change, and for each act every two changes together: minutes, for the long tests. */
export function allSituations(): readonly Facts[] {
  return actions.flatMap((action) => {
    const plain = ordinaryDay(action)
    const changes = departures(plain)
    const single = rolesOf(plain).flatMap((role) => changes.map((change) => ({ ...plain, ...change, role })))
    return [...single, ...pairs(plain, changes)]
  })
}

const pairs = (plain: Facts, changes: readonly Partial<Facts>[]): Facts[] =>
  changes.flatMap((one, n) => changes.slice(n + 1).map((other) => ({ ...plain, ...one, ...other })))
