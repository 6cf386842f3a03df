// Figures of a unit, for whoever works in it. Only multiples of five fit through: an exact count is refused on both sides.
import * as v from 'valibot'
import { day, name, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { groups } from './categories.ts'
import { ages, outcomes, weeksShown } from './figures.ts'

const view = (cells: number) => v.pipe(v.array(v.pipe(whole, v.multipleOf(5))), v.length(cells))

export const countReports = {
  action: 'report:count',
  summary: 'Figures of one of the officer’s own units, each down to a multiple of five; nothing by officer',
  method: 'POST',
  path: '/desk/count',
  caller: 'officer',
  body: v.strictObject({ unit: name }),
  limit: 256,
  reply: v.strictObject({
    from: day,
    until: day,
    groups: view(groups.length),
    weeks: view(weeksShown),
    outcomes: view(outcomes.length),
    open: view(ages.length),
  }),
  problems: ['not-signed-in', 'forbidden'],
} as const satisfies Route
