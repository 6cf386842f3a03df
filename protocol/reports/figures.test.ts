import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../contract/days.ts'
import { groups } from './categories.ts'
import { ages, type Counted, coarse, type Figures, figuresOf, isSafe, outcomes, spanOf, weeksShown } from './figures.ts'

const today = '2026-11-25' // a Wednesday
const { from, until } = spanOf(today)

/** Numbers that look drawn and are the same each time. */
function drawn(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % below
  }
}

function someReports(seed: number): Counted[] {
  const draw = drawn(seed)
  const size = [3, 12, 40, 200][draw(4)] ?? 3
  const few = 1 + draw(groups.length) // often most groups are empty
  return Array.from({ length: draw(size) }, () => ({
    day: addDays(from, draw(7 * weeksShown)),
    group: groups[draw(few)] ?? 'tip',
    open: draw(2) === 0,
    outcome: outcomes[draw(3)] ?? 'late',
    count: 1,
  }))
}

/** What a cell that is shown as nought may be, for somebody who has all the views of the same reports and knows how they were made. */
function possible(shown: Figures, view: readonly number[]): number[] {
  const views = [shown.groups, shown.weeks, shown.outcomes]
  const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0)
  const totals = new Set<number>()
  for (let total = 0; total <= sum(view) + 4 * view.length; total++)
    if (views.every((one) => total >= sum(one) && total <= sum(one) + 4 * one.length)) totals.add(total)
  return [0, 1, 2, 3, 4].filter((cell) =>
    [...totals].some((total) => {
      const others = total - sum(view) - cell
      return others >= 0 && others <= 4 * (view.length - 1)
    }),
  )
}

test('no count under five can be worked out of all the views together: at least three values stay possible for each', () => {
  for (let seed = 1; seed <= 2000; seed++) {
    const shown = figuresOf(someReports(seed), today)
    for (const view of [shown.groups, shown.weeks, shown.outcomes])
      if (view.includes(0)) assert.ok(possible(shown, view).length >= 3, `seed ${seed}: ${JSON.stringify(shown)}`)
  }
})

test('a view of five cells, or of ten, would give counts away, and none that is shown has so many', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 8, 10].map(isSafe), [false, true, true, false, false, true, true, false])
  for (const cells of [groups.length, weeksShown, outcomes.length, ages.length]) assert.ok(isSafe(cells), `${cells}`)
})

test('nothing but multiples of five is shown, and four more reports of a kind may change nothing', () => {
  assert.deepEqual([0, 4, 5, 9, 10, 14].map(coarse), [0, 0, 5, 5, 10, 10])
  const one = { day: from, group: 'tip', open: true, outcome: 'late' } as const
  assert.deepEqual(figuresOf([{ ...one, count: 4 }], today), figuresOf([], today))
})

test('the week that has not ended is not counted, and a report that is open is, however old', () => {
  const row = { group: 'tip', open: true, outcome: 'running', count: 5 } as const
  assert.deepEqual([from, until], ['2026-09-28', '2026-11-22'])
  const shown = figuresOf(
    [
      { ...row, day: '2026-11-23' },
      { ...row, day: '2026-11-18' },
      { ...row, day: '2026-01-01' },
    ],
    today,
  )
  assert.deepEqual(shown.weeks, [0, 0, 0, 0, 0, 0, 0, 5])
  assert.deepEqual(shown.open, [10, 0, 5])
  assert.deepEqual(figuresOf([{ ...row, day: '2026-11-17' }], today).open, [0, 5, 0])
})
