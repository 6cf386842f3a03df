// What a line of `officer list` says about a report's clock: by when, since when it is late, or until when and why it is paused.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { overdue, pausedOn } from '@citycop/protocol/reports/clocks.ts'

export function sayDue({ status, clocks }: Pick<InboxRow, 'status' | 'clocks'>, today: string): string {
  const settled = status === 'closed' || status === 'erased' || status === 'withdrawn'
  if (settled || clocks.answeredOn !== undefined) return ''
  if (clocks.acknowledgedOn === undefined) return withLate(clocks.acknowledgeBy)
  const paused = pausedOn(clocks, today)
  return paused ? `paused until ${paused.until} (${paused.reason})` : withLate(clocks.answerBy)

  function withLate(by: string): string {
    return overdue(clocks, today) === undefined ? by : `${by} late`
  }
}
