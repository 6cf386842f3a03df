// A hold keeps a report past its end, on a legal ground, by somebody, until a day: one without an end would be keeping for ever
// (POLICY R17, LED 16(3)).
import { addDays } from '@citycop/protocol/contract/days.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { type HoldGround, holdGrounds } from '@citycop/protocol/policy/parameters.ts'
import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import { isHeld, type Report } from './store.ts'

export const holdReport = (
  ctx: Context,
  permit: Permit<'report:hold'>,
  officer: Officer,
  found: Report,
  asked: Asked,
): Promise<Changed> => {
  const { ground, until } = readHold(ctx, asked)
  return changeReport(ctx, found, {
    transition: 'report:hold',
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: () => ({ holdGround: ground, holdBy: officer.keyId, holdUntil: until }),
    request: JSON.stringify(asked.envelope),
    also: (query) => useRequest(query, ctx, asked),
  })
}

/** @throws Problem state-changed when nothing holds it */
export const releaseHold = (
  ctx: Context,
  permit: Permit<'report:release-hold'>,
  officer: Officer,
  found: Report,
  asked: Asked,
): Promise<Changed> =>
  changeReport(ctx, found, {
    transition: 'report:release-hold',
    words: (report) => {
      if (!isHeld(report, ctx.clock.today())) throw new Problem('state-changed', 'it is not held')
      return actWords(ctx, permit, officer, report, asked)
    },
    change: () => ({ holdGround: null, holdBy: null, holdUntil: null }),
    request: JSON.stringify(asked.envelope),
    also: (query) => useRequest(query, ctx, asked),
  })

function readHold({ clock, policy }: Context, { decision }: Asked): { ground: HoldGround; until: string } {
  const ground = holdGrounds.find((one) => one === decision?.ground)
  if (!ground) throw new Problem('bad-request', `a hold names its ground: ${holdGrounds.join(', ')}`)
  const [today, last] = [clock.today(), addDays(clock.today(), policy.holdDays)]
  const until = decision?.until
  if (until === undefined || until < today || until > last)
    throw new Problem('bad-request', `a hold ends on a day from ${today} to ${last}`)
  return { ground, until }
}
