// For what, and on which occasion, an officer signs an act.
import { identityReasons } from '../identity/identity.ts'
import { handoverPurpose, handoverReasons, openingReasons, purposes } from '../policy/parameters.ts'
import { transferReasons, workReasons } from './work-reasons.ts'
import { closeReasons } from './workflow.ts'

export const actPurposes = [...purposes, handoverPurpose] as const
export const actReasons = [
  ...openingReasons,
  ...closeReasons,
  ...identityReasons,
  ...workReasons,
  ...transferReasons,
  ...handoverReasons,
  'key-change',
] as const
