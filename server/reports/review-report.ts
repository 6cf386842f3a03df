// The review that the law asks for (LED 5; C-118/22): somebody looks whether a report is still needed, and says so in the log.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Decision } from '@citycop/protocol/log/entry.ts'
import { endOf } from '@citycop/protocol/policy/periods.ts'
import type { Context } from '../context.ts'
import { authorise, type Officer, type Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import { eraseReport } from './erase-report.ts'
import { type Change, isHeld, type Report } from './store.ts'

export async function reviewReport(
  ctx: Context,
  permit: Permit<'report:review'>,
  officer: Officer,
  found: Report,
  asked: Asked,
): Promise<Changed> {
  const changed = await changeReport(ctx, found, {
    transition: 'report:review',
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: (report) => changeFor(ctx, report, asked.decision),
    request: JSON.stringify(asked.envelope),
    also: (query) => useRequest(query, ctx, asked),
  })
  if (asked.decision?.outcome !== 'erase') return changed
  const erase = authorise(ctx, { role: 'service' }, 'report:erase', found)
  await eraseReport(ctx, erase, found, 'review')
  return { ...changed, status: 'erased' }
}

function changeFor({ clock, policy }: Context, report: Report, decision: Decision | undefined): Change {
  const today = clock.today()
  const reviewOn = endOf(today, policy.reviewEvery)
  switch (decision?.outcome) {
    case 'keep':
      return { reviewOn }
    case 'restrict':
      return { reviewOn, restricted: true }
    case 'shorten':
      if (decision.until === undefined || decision.until < today || decision.until >= report.endsOn)
        throw new Problem('bad-request', `a shorter life ends before ${report.endsOn}, and not in the past`)
      return { reviewOn, endsOn: decision.until }
    case 'erase':
      if (isHeld(report, today)) throw new Problem('state-changed', 'it is held; end the hold first')
      return {}
    default:
      throw new Problem('bad-request', 'a review names its outcome')
  }
}
