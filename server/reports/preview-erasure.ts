// What the clock would erase until a day, without erasing it: for whoever answers for a unit's reports.
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import type { HoldGround } from '@citycop/protocol/policy/parameters.ts'
import type { RetentionClass } from '@citycop/protocol/policy/terms.ts'
import type { previewErasure as route } from '@citycop/protocol/reports/desk-contract.ts'
import type { Context } from '../context.ts'
import { authorise, type Officer } from '../policy/authorise.ts'

type EndRow = { unit: string; retention_class: RetentionClass | null; count: number; first: string }
type HeldRow = { unit: string; hold_ground: HoldGround; until: string; count: number }

export async function previewErasure(
  ctx: Context,
  officer: Officer,
  { until }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  for (const unit of officer.units) authorise(ctx, officer, 'report:preview-erasure', { unit })
  const given = [ctx.city.pins.instance, officer.units, until]
  const [ends, held] = await Promise.all([
    ctx.database.query<EndRow>(
      `select unit, retention_class, count(*)::int as count, min(least(ends_on, coalesce(erase_on, ends_on))) as first
       from report where city = $1 and unit = any ($2) and least(ends_on, coalesce(erase_on, ends_on)) <= $3
         and (hold_until is null or hold_until < $3)
       group by unit, retention_class order by first, unit, retention_class`,
      given,
    ),
    ctx.database.query<HeldRow>(
      `select unit, hold_ground, max(hold_until) as until, count(*)::int as count
       from report where city = $1 and unit = any ($2) and hold_until >= $3
       group by unit, hold_ground order by unit, hold_ground`,
      given,
    ),
  ])
  return {
    until,
    ends: ends.map(({ unit, retention_class, count, first }) => ({
      unit,
      count,
      first,
      ...(retention_class === null ? {} : { retentionClass: retention_class }),
    })),
    held: held.map(({ unit, hold_ground, until, count }) => ({ unit, ground: hold_ground, until, count })),
  }
}
