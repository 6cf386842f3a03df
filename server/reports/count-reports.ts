// Figures of a unit, in one statement: counts of equal reports, of which the pure rules make what may be shown.
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import type { Group } from '@citycop/protocol/reports/categories.ts'
import { clocksOf } from '@citycop/protocol/reports/clocks.ts'
import type { countReports as route } from '@citycop/protocol/reports/count-contract.ts'
import { type Counted, figuresOf, type Outcome, spanOf } from '@citycop/protocol/reports/figures.ts'
import type { Context } from '../context.ts'
import { authorise, type Officer } from '../policy/authorise.ts'

type Row = {
  group: Group
  day: string
  open: boolean
  answered_on: string | null
  paused_days: number
  count: number
}

export async function countReports(
  ctx: Context,
  officer: Officer,
  { unit }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  authorise(ctx, officer, 'report:count', { unit, protected: false })
  const { database, city, clock, policy } = ctx
  const today = clock.today()
  const rows = await database.query<Row>(
    `select "group", day, status in ('received', 'taken', 'waiting', 'contested') as open, answered_on, paused_days,
            count(*)::int as count
     from report where city = $1 and unit = $2
       and (day >= $3 or status in ('received', 'taken', 'waiting', 'contested'))
     group by 1, 2, 3, 4, 5`,
    [city.pins.instance, unit, spanOf(today).from],
    'count-reports',
  )
  const counted = rows.map(({ group, day, open, answered_on, paused_days, count }): Counted => {
    const { answerBy } = clocksOf(day, policy, null, answered_on, { days: paused_days, until: null, reason: null })
    return { group, day, open, count, outcome: outcomeOf(answered_on, answerBy, today) }
  })
  const { groups, weeks, outcomes, open, ...span } = figuresOf(counted, today)
  return { ...span, groups: [...groups], weeks: [...weeks], outcomes: [...outcomes], open: [...open] }
}

function outcomeOf(answeredOn: string | null, answerBy: string, today: string): Outcome {
  if (answeredOn !== null) return answeredOn <= answerBy ? 'in-time' : 'late'
  return today > answerBy ? 'late' : 'running'
}
