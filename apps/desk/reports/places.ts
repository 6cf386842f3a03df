// The parts of the desk. Who answers for the whole city and for no unit has no reports, and begins with the policy.
import { isOffered } from '../officers/may.ts'
import type { Officer } from '../worker/commands.ts'

export type Place = 'reports' | 'retention' | 'policy'

export const placesOf = (officer: Officer): readonly Place[] => [
  ...(officer.units.length > 0 ? (['reports'] as const) : []),
  ...(officer.units.length > 0 && isOffered(officer, 'report:preview-erasure') ? (['retention'] as const) : []),
  'policy',
]
