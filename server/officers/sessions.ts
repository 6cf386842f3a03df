// Signed-in officers, in memory only: a restart signs everybody out. Tokens are kept as hashes.
import { randomBytes } from 'node:crypto'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Clock } from '../platform/clock.ts'
import { sha256 } from '../platform/hash.ts'
import type { Officer } from '../policy/authorise.ts'

const mostPerOfficer = 8

type Session = { readonly officer: Officer; readonly day: string; readonly endsAt: number }
type OpenSessions = { unit: string; day: string; count: number }
export type Sessions = {
  begin(officer: Officer, hours: number): { token: string; expiresAt: string }
  /** @throws Problem not-signed-in */
  officer(token: string): Officer
  end(token: string): void
  /** How many members of these units are signed in, by the day on which they did. */
  open(units: readonly string[]): OpenSessions[]
  /** Ends the sessions of those for whom this does not hold. */
  endUnless(holds: (officer: Officer) => boolean): void
}

const named = (token: string): string => sha256(Buffer.from(token, 'base64')).toString('base64')

export function makeSessions(clock: Clock): Sessions {
  const sessions = new Map<string, Session>()
  return {
    begin(officer, hours) {
      const own = [...sessions].filter(([, one]) => one.officer.keyId === officer.keyId)
      for (const [name] of own.slice(0, Math.max(0, own.length - mostPerOfficer + 1))) sessions.delete(name)
      const token = randomBytes(32).toString('base64')
      const endsAt = clock.now().getTime() + hours * 3_600_000
      sessions.set(named(token), { officer, day: clock.today(), endsAt })
      return { token, expiresAt: `${new Date(endsAt).toISOString().slice(0, 16)}Z` }
    },
    officer(token) {
      const session = sessions.get(named(token))
      if (session && session.endsAt > clock.now().getTime()) return session.officer
      sessions.delete(named(token))
      throw new Problem('not-signed-in')
    },
    open(units) {
      const now = clock.now().getTime()
      const open = [...sessions.values()].filter((one) => one.endsAt > now)
      return units.flatMap((unit) => countedByDay(unit, open))
    },
    end: (token) => void sessions.delete(named(token)),
    endUnless(holds) {
      for (const [name, { officer }] of sessions) if (!holds(officer)) sessions.delete(name)
    },
  }
}

function countedByDay(unit: string, sessions: readonly Session[]): OpenSessions[] {
  const counts = new Map<string, number>()
  for (const { officer, day } of sessions) if (officer.units.includes(unit)) counts.set(day, (counts.get(day) ?? 0) + 1)
  return [...counts].sort().map(([day, count]) => ({ unit, day, count }))
}
