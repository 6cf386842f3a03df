// The same city three times, each a server's own process with a database of its own: as it ships, with every decision made anew, and
// with the decision left out. A request to one and the same request to another differ in nothing else.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { type CachedCity, cachedCity } from '../city/cached-city.ts'
import { openCity } from '../city/open-city.ts'
import { closedLoop } from '../load/closed-loop.ts'
import { type Connection, openConnection, post } from '../load/connection.ts'
import { createOwnDatabase } from '../machine/measured-database.ts'
import { startServer } from '../machine/measured-server.ts'
import type { Options } from '../options.ts'
import { requestPool } from '../pool/request-pool.ts'
import { accepted } from '../rows/stage.ts'

export const ways = {
  ships: undefined,
  anew: join(import.meta.dirname, 'without-memory.ts'),
  none: join(import.meta.dirname, 'without-decisions.ts'),
} as const
export type Way = keyof typeof ways
export type MeasuredCity = {
  readonly desk: Desk
  readonly connect: () => Connection
  readonly processorTime: () => number
}
type Say = (line: string) => void

const reports = 150

export async function startCities(
  ends: AsyncDisposableStack,
  { suite }: Options,
  say: Say,
): Promise<Record<Way, MeasuredCity>> {
  const cached = await cachedCity(suite)
  return {
    ships: await startCity(ends, cached, 'ships', say),
    anew: await startCity(ends, cached, 'anew', say),
    none: await startCity(ends, cached, 'none', say),
  }
}

async function startCity(ends: AsyncDisposableStack, cached: CachedCity, way: Way, say: Say): Promise<MeasuredCity> {
  say(`starting a server (${way})`)
  const data = mkdtempSync(join(tmpdir(), 'citycop-bench-data-'))
  ends.defer(() => rmSync(data, { recursive: true, force: true }))
  chmodSync(data, 0o711) // root's PostgreSQL runs as somebody else, who must get through
  const given = process.env.DATABASE_URL
  const own = given ? await createOwnDatabase(given) : undefined
  if (own) ends.defer(() => own.drop())
  const server = await startServer(data, cached.city, own?.url, ways[way])
  ends.defer(() => server.stop())
  const { instance, desk } = await openCity(server.origin, cached.city)
  const { root, units, policy } = instance.directory
  const [unit] = units
  if (!unit) throw new Error('the city has no unit')
  const target = {
    pins: cached.city.pins,
    unit: { id: unit.id, epoch: unit.epoch, recipient: unit.recipient },
    audit: root.audit,
    policyVersion: policy.version,
  }
  const pool = await requestPool(cached.folder, target, reports, say)
  const citizens = Array.from({ length: 8 }, () => openConnection(server.port))
  const filled = await closedLoop(citizens.length, 120, async (n) => {
    const request = pool.next()
    if (request) accepted(await (citizens[n] as Connection).send(post('/submit', request.body)))
    return request !== undefined
  })
  for (const one of citizens) one.close()
  if (filled.firstError) throw new Error(`reports could not be sent: ${filled.firstError}`)
  return { desk, connect: () => openConnection(server.port + 1), processorTime: server.processorTime }
}
