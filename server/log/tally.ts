// Once a week, how many acts of each kind there were: what the watchdog compares a sample with, and everybody may read. Small
// numbers are not told: in a small town they would name people.
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { PublicContent } from '@citycop/protocol/log/public-content.ts'
import type { Context } from '../context.ts'
import { appendPublic } from './append-public.ts'
import { lastDayOf } from './published-store.ts'

const below = 5
const most = 120 // lines in one entry: the largest counts

type Count = PublicContent<'tally'>['counts'][number]
type Row = { kind: string; unit: string | null; purpose: string | null; count: number }

/** Appends last week's tally, if there is none yet and anything had happened by then. */
export async function appendTally(ctx: Pick<Context, 'city' | 'clock' | 'database' | 'log'>): Promise<void> {
  const { city, clock, database } = ctx
  const { instance } = city.pins
  const monday = mondayOf(clock.today())
  if (((await lastDayOf(database.query, instance, 'tally')) ?? '') >= monday) return
  const [from, until] = [addDays(monday, -7), addDays(monday, -1)]
  const [earlier] = await database.query('select from act_payload where city = $1 and day <= $2 limit 1', [
    instance,
    until,
  ])
  if (!earlier) return
  const rows = await database.query<Row>(
    `select kind, unit, purpose, count(*)::int as count
     from (select k.kind, p->'actor'->>'unit' as unit, p->>'purpose' as purpose
       from (select convert_from(payload, 'UTF8')::jsonb as p from act_payload where city = $1 and day between $2 and $3) as read,
         lateral (select p->>'kind' as kind union all
           select 'notice:deferred' where p->>'kind' in ('report:open', 'report:export', 'report:agree-export') and p->'decision'->>'until' is not null) as k) as acts
     group by kind, unit, purpose order by count(*) desc, kind, unit, purpose limit ${most}`,
    [instance, from, until],
  )
  await appendPublic(ctx, 'tally', { v: 1, from, until, below, counts: rows.map(told) })
}

const told = ({ kind, unit, purpose, count }: Row): Count => ({
  kind,
  ...(unit === null ? {} : { unit }),
  ...(purpose === null ? {} : { purpose }),
  count: count < below ? null : count,
})

function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}
