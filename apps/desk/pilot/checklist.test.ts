import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checklistOf } from './checklist.ts'

const today = '2026-11-24'

test('what is missing stands first, then what ends within sixty days, and nothing is listed that nobody asks for', () => {
  const list = checklistOf(
    {
      missing: [{ what: 'legal-basis', of: 'hate' }, { what: 'watchdog' }],
      there: [
        { what: 'legal-basis', of: 'noise', on: '2026-11-02' },
        { what: 'processor-contract', on: '2026-11-02' },
        { what: 'impact-assessment', on: '2026-11-02', until: '2027-01-01' },
      ],
    },
    today,
  )
  assert.deepEqual(
    list.map(({ what, mark }) => [what, mark]),
    [
      ['legal-basis', 'missing'],
      ['watchdog', 'missing'],
      ['impact-assessment', 'soon'],
      ['processor-contract', 'done'],
    ],
  )
})

test('a condition that is met for one unit and not for another is missing, and shows both', () => {
  const [keys] = checklistOf(
    { missing: [{ what: 'unit-keys', of: 'b' }], there: [{ what: 'unit-keys', of: 'a', people: 2, needed: 2 }] },
    today,
  )
  assert.equal(keys?.mark, 'missing')
  assert.deepEqual(
    keys?.entries.map(({ of, mark }) => [of, mark]),
    [
      ['b', 'missing'],
      ['a', 'done'],
    ],
  )
})
