// Why a report is given to somebody, or its clock put off: codes that stand in the log and that the person can read.
export const assignReasons = ['surge', 'handover', 'expertise'] as const
export const pauseReasons = ['surge', 'other-office', 'inquiries'] as const
export const workReasons = ['surge', 'handover', 'expertise', 'other-office', 'inquiries'] as const
export type AssignReason = (typeof assignReasons)[number]
export type PauseReason = (typeof pauseReasons)[number]
export type WorkReason = (typeof workReasons)[number]
