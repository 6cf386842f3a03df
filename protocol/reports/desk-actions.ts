// The acts of an officer that are signed for one by one, and the codes for a reason that such a request may give.
import { identityReasons } from '../identity/identity.ts'
import { openingReasons } from '../policy/parameters.ts'
import { transferReasons, workReasons } from './work-reasons.ts'
import { closeReasons } from './workflow.ts'

export const deskActions = [
  'report:open',
  'report:take',
  'report:assign',
  'report:pause-clock',
  'report:refer',
  'report:close',
  'report:triage',
  'report:change-regime',
  'report:review',
  'report:hold',
  'report:release-hold',
  'report:begin-reseal',
  'report:reseal',
  'report:request-transfer',
  'report:transfer',
  'message:answer',
  'message:ask',
  'identity:request',
  'identity:approve',
  'identity:reveal',
  'identity:review',
] as const
export type DeskAction = (typeof deskActions)[number]

export const requestReasons = [
  ...openingReasons,
  ...closeReasons,
  ...identityReasons,
  ...workReasons,
  ...transferReasons,
  'key-change',
] as const
