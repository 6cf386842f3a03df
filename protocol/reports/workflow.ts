// The life of a report, as one table that both sides read. Statuses are appended, never rewritten.
export const transitions = {
  'report:take': { from: ['received', 'contested'], to: 'taken' },
  // Whoever is given a report has it; one that waits for the citizen goes on waiting.
  'report:assign': { from: ['received', 'taken', 'contested'], to: 'taken' },
  'report:assign-waiting': { from: ['waiting'], to: 'same' },
  'report:pause-clock': { from: ['taken'], to: 'same' },
  'report:note': { from: ['received', 'taken', 'waiting', 'contested', 'closed'], to: 'same' },
  'message:answer': { from: ['received', 'taken', 'waiting', 'contested'], to: 'taken' },
  'message:ask': { from: ['received', 'taken', 'waiting', 'contested'], to: 'waiting' },
  'message:send': { from: ['received', 'taken', 'waiting', 'contested', 'closed'], to: 'same' },
  'message:send-awaited': { from: ['waiting'], to: 'taken' },
  // What a person said yes to was handed to another service.
  'report:refer': { from: ['taken', 'waiting', 'contested'], to: 'same' },
  'report:close': { from: ['taken', 'waiting', 'contested'], to: 'closed' },
  'report:contest': { from: ['closed'], to: 'contested' },
  'report:withdraw': { from: ['received', 'taken', 'waiting', 'contested', 'closed'], to: 'withdrawn' },
  'report:undo-withdrawal': { from: ['withdrawn'], to: 'before' },
  'report:triage': { from: ['received', 'taken', 'waiting', 'contested', 'closed'], to: 'same' },
  'report:review': { from: ['received', 'taken', 'waiting', 'contested', 'closed'], to: 'same' },
  'report:hold': { from: ['received', 'taken', 'waiting', 'contested', 'closed', 'withdrawn'], to: 'same' },
  'report:release-hold': { from: ['received', 'taken', 'waiting', 'contested', 'closed', 'withdrawn'], to: 'same' },
  'report:erase-files': { from: ['closed'], to: 'same' },
  'report:reseal': { from: ['received', 'taken', 'waiting', 'contested', 'closed', 'withdrawn'], to: 'same' },
  // Two officers agree that it may go to a court. Nothing moves.
  'report:agree-export': { from: ['received', 'taken', 'waiting', 'contested', 'closed', 'withdrawn'], to: 'same' },
  'report:request-transfer': { from: ['received', 'taken', 'waiting'], to: 'same' },
  // In the other unit nobody has it yet. A contest is answered where the report was closed.
  'report:transfer': { from: ['received', 'taken', 'waiting'], to: 'received' },
  'report:erase': { from: ['received', 'taken', 'waiting', 'contested', 'closed', 'withdrawn'], to: 'erased' },
} as const

export const statuses = ['received', 'taken', 'waiting', 'closed', 'contested', 'withdrawn', 'erased'] as const
export type Status = (typeof statuses)[number]
export type Transition = keyof typeof transitions

export const closeReasons = ['resolved', 'referred', 'not-actionable', 'under-investigation'] as const
export type CloseReason = (typeof closeReasons)[number]

/** The status after an act, or undefined when the table does not allow it from here. `before` is the status before a withdrawal. */
export function next(status: Status, act: Transition, before?: Status): Status | undefined {
  const { from, to } = transitions[act]
  if (!(from as readonly Status[]).includes(status)) return undefined
  if (to === 'same') return status
  return to === 'before' ? before : to
}
