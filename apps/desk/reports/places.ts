// The parts of the desk. Who answers for the whole city, or keeps identities and nothing else, has no reports, and begins elsewhere.
import { vaultUnits } from '@citycop/protocol/identity/identity.ts'
import { isOffered } from '../officers/may.ts'
import type { City, Officer } from '../worker/commands.ts'

export type Place = 'reports' | 'own' | 'retention' | 'identities' | 'policy' | 'pilot' | 'keys' | 'unlock'

const keeps = (unit: string): boolean => vaultUnits.some((one) => one === unit)

export function placesOf(officer: Officer, { units }: Pick<City, 'units'>): readonly Place[] {
  const receives = officer.units.some((unit) => !keeps(unit))
  const vaulted = vaultUnits.every((one) => units.some(({ id }) => id === one))
  return [
    ...(receives ? (['reports', 'own'] as const) : []),
    ...(receives && isOffered(officer, 'report:preview-erasure') ? (['retention'] as const) : []),
    ...(vaulted && officer.units.some(keeps) ? (['identities'] as const) : []),
    'policy',
    // Who only reviews begins with the policy.
    ...(vaulted && !officer.units.some(keeps) && isOffered(officer, 'identity:list') ? (['identities'] as const) : []),
    ...(isOffered(officer, 'pilot:look') ? (['pilot'] as const) : []),
    ...(isOffered(officer, 'keys:look') ? (['keys'] as const) : []),
    'unlock',
  ]
}
