// Why a report is given to somebody, or its clock put off: codes that stand in the log and that the person can read.
export const assignReasons = ['surge', 'handover', 'expertise'] as const
export const pauseReasons = ['surge', 'other-office', 'inquiries'] as const
export const workReasons = ['surge', 'handover', 'expertise', 'other-office', 'inquiries'] as const
/** Why a report goes to another unit. `danger-to-life` needs two officers where the policy's list does not name the unit. */
export const transferReasons = ['other-district', 'other-task', 'not-impartial', 'danger-to-life'] as const
export type TransferReason = (typeof transferReasons)[number]
export type AssignReason = (typeof assignReasons)[number]
export type PauseReason = (typeof pauseReasons)[number]
export type WorkReason = (typeof workReasons)[number]
