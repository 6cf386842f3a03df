// The clock of the first answer is put off until a day, for a reason that the person reads. A clock that has run out is late and
// stays so: pausing is said before the day, or not at all.
import { addDays } from '@citycop/protocol/contract/days.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { mostPauseDays, mostPausedDays } from '@citycop/protocol/reports/clocks.ts'
import { type PauseReason, pauseReasons } from '@citycop/protocol/reports/work-reasons.ts'
import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import { clocksFor, type Report } from './store.ts'

/** @throws Problem: bad-request, state-changed */
export function pauseClock(
  ctx: Context,
  permit: Permit<'report:pause-clock'>,
  officer: Officer,
  found: Report,
  asked: Asked,
): Promise<Changed> {
  const today = ctx.clock.today()
  const { until, reason } = readPause(today, asked)
  const days = daysUntil(today, until)
  return changeReport(ctx, found, {
    transition: 'report:pause-clock',
    words: (report) => {
      refuseUnlessRunning(ctx, report, today)
      if (report.pausedDays + days > mostPausedDays)
        throw new Problem('state-changed', `all pauses together are at most ${mostPausedDays} days`)
      return actWords(ctx, permit, officer, report, asked)
    },
    change: (report) => ({ pausedDays: report.pausedDays + days, pausedUntil: until, pausedReason: reason }),
    request: JSON.stringify(asked.envelope),
    also: (query) => useRequest(query, ctx, asked),
  })
}

function readPause(today: string, { decision, reason }: Asked): { until: string; reason: PauseReason } {
  const named = pauseReasons.find((one) => one === reason)
  if (!named) throw new Problem('bad-request', `a clock is paused for a reason: ${pauseReasons.join(', ')}`)
  const [first, last] = [addDays(today, 1), addDays(today, mostPauseDays)]
  const until = decision?.until
  if (until === undefined || until < first || until > last)
    throw new Problem('bad-request', `a pause ends on a day from ${first} to ${last}`)
  return { until, reason: named }
}

function refuseUnlessRunning({ policy }: Context, report: Report, today: string): void {
  const { answeredOn, answerBy, paused } = clocksFor(report, policy)
  if (answeredOn !== undefined) throw new Problem('state-changed', 'it was answered; no clock runs')
  if (answerBy < today) throw new Problem('state-changed', 'its clock has run out')
  if (paused && paused.until >= today) throw new Problem('state-changed', `it is paused until ${paused.until}`)
}

const daysUntil = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
