// The acts of an officer that are signed for one by one.
export const deskActions = [
  'report:open',
  'report:take',
  'report:assign',
  'report:pause-clock',
  'report:note',
  'report:close',
  'report:triage',
  'report:change-regime',
  'report:review',
  'report:hold',
  'report:release-hold',
  'report:begin-reseal',
  'report:reseal',
  'message:answer',
  'message:ask',
  'identity:request',
  'identity:approve',
  'identity:reveal',
  'identity:review',
] as const
export type DeskAction = (typeof deskActions)[number]
