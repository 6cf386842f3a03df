// A page of the inbox, decided row by row with the server's own code: equal rows are one case, decided once in a minute.
import { type Deciding, decidingFor, isAllowed, type Officer } from '../../testing/deciding.ts'
import { townPolicy } from '../../testing/town-policy.ts'
import { figures } from '../load/closed-loop.ts'
import { tightLoop } from '../load/tight-loop.ts'
import type { Line } from '../rows/row.ts'

const inPage = 100
const minute = 60_000
const day = '2026-11-24'

const groups = ['concern', 'concern', 'concern', 'concern', 'concern', 'crime', 'crime', 'question', 'tip', 'urgent']

/** As an inbox is: ten reports end on a day, half are concerns, and of five one was taken by somebody and sorted. */
const rows = Array.from({ length: inPage }, (_, n) => {
  const taken = n % 5 === 0
  return {
    unit: 'harbour-team',
    group: groups[(n * 7) % 10] ?? '',
    regime: taken ? 'GDPR' : 'UNDETERMINED',
    retentionClass: taken ? 'noncrime' : null,
    endsOn: `2026-12-${10 + Math.floor(n / 10)}`,
    holdUntil: n % 25 === 0 ? '2027-01-31' : null,
    restricted: false,
    status: taken ? 'taken' : 'received',
    protected: false,
    assignee: taken ? 'somebody' : null,
    closedBy: null,
  }
})

export function decidePage(seconds: number): { lines: readonly Line[]; cases: number } {
  let now = Date.parse(`${day}T08:00:00Z`)
  const asking = decidingFor(townPolicy('benchville', day), () => new Date(now))
  const officer = { ...anna, signedInAt: now }
  const first = tightLoop(seconds, (n) => {
    now = Date.parse(`${day}T08:00:00Z`) + (n % 400) * minute // within the session, and never the minute before
    decideRows(asking, officer)
  })
  const again = tightLoop(seconds, () => decideRows(asking, officer))
  return {
    lines: [
      { what: `a page of ${inPage}, first in its minute`, figures: figures([first.wall]) },
      { what: `a page of ${inPage}, the same minute`, figures: figures([again.wall]) },
    ],
    cases: new Set(rows.map((row) => JSON.stringify(row))).size,
  }
}

const anna: Officer = {
  role: 'officer',
  keyId: '00'.repeat(16),
  publicKey: new Uint8Array(32),
  units: ['harbour-team'],
  roles: ['case_officer'],
  trainedOn: day,
  clearedSpecial: false,
  signedInAt: 0,
}

function decideRows(asking: Deciding, officer: Officer): void {
  for (const row of rows) if (!isAllowed(asking, officer, 'report:list', row)) throw new Error('a row was refused')
}
