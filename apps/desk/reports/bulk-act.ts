// One act for many reports, with one reason: which of them can be done with a report as it stands. Each is still signed, decided and
// logged by itself.
import type { Triage } from '@citycop/client/reports/change-report.ts'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import type { RetentionClass } from '@citycop/protocol/policy/terms.ts'
import { pausedOn } from '@citycop/protocol/reports/clocks.ts'
import {
  type AssignReason,
  assignReasons,
  type PauseReason,
  pauseReasons,
  type WorkReason,
} from '@citycop/protocol/reports/work-reasons.ts'
import { next } from '@citycop/protocol/reports/workflow.ts'

export type BulkAct =
  | { kind: 'take'; reason: AssignReason }
  | { kind: 'assign'; to: string; reason: AssignReason }
  | { kind: 'file'; triage: Triage; reason: AssignReason }
  | { kind: 'pause'; until: string; reason: PauseReason }
export type BulkKind = BulkAct['kind']

export const reasonsOf = (kind: BulkKind): readonly (AssignReason | PauseReason)[] =>
  kind === 'pause' ? pauseReasons : assignReasons

export function isAble(row: InboxRow, kind: BulkKind, today: string): boolean {
  const { status, clocks } = row
  if (kind === 'take') return next(status, 'report:take') !== undefined
  if (kind === 'assign')
    return next(status, 'report:assign') !== undefined || next(status, 'report:assign-waiting') !== undefined
  if (kind === 'file') return row.regime === 'UNDETERMINED' && next(status, 'report:triage') !== undefined
  const runs = clocks.answeredOn === undefined && clocks.answerBy >= today && pausedOn(clocks, today) === undefined
  return runs && next(status, 'report:pause-clock') !== undefined
}

type Chosen = {
  kind: BulkKind | undefined
  reason: WorkReason
  to: string
  law: Triage['regime'] | undefined
  filedAs: RetentionClass | undefined
  until: string
}

/** Undefined while something is missing. A class of the other law is none. */
export function actOf({ kind, reason, to, law, filedAs, until }: Chosen): BulkAct | undefined {
  const [assigning, pausing] = [assignReasons.find((one) => one === reason), pauseReasons.find((one) => one === reason)]
  if (kind === 'take') return assigning && { kind, reason: assigning }
  if (kind === 'assign') return assigning && to !== '' ? { kind, to, reason: assigning } : undefined
  if (kind === 'pause') return pausing && until !== '' ? { kind, until, reason: pausing } : undefined
  if (kind !== 'file' || !assigning || !law || !filedAs) return undefined
  if ((law === 'GDPR' && filedAs.startsWith('crime')) || (law === 'LED' && filedAs === 'noncrime')) return undefined
  return { kind, triage: { regime: law, retentionClass: filedAs }, reason: assigning }
}
