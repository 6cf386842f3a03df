// Puts together what the rows are measured on, and takes it apart again whatever happened.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type CachedCity, cachedCity, forgetCity } from '../city/cached-city.ts'
import { openCity } from '../city/open-city.ts'
import { makeBareTable } from '../floors/bare-table.ts'
import { startEcho } from '../floors/echo.ts'
import { createOwnDatabase, embeddedDatabase } from '../machine/measured-database.ts'
import { startServer } from '../machine/measured-server.ts'
import type { Options } from '../options.ts'
import { requestPool } from '../pool/request-pool.ts'
import { rehearse } from './rehearse.ts'
import type { Stage } from './stage.ts'

const serverPool = 12 // connections: as many as the server has

export type Scene = { readonly stage: Stage; readonly pool: pg.Pool; readonly folder: string }
type Act<T> = (scene: Scene) => Promise<T>
type Say = (line: string) => void

/** `wanted` requests are sealed before `act` begins. */
export async function onStage<T>(options: Options, wanted: number, say: Say, act: Act<T>): Promise<T> {
  await using ends = new AsyncDisposableStack()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
    process.once(signal, () => void ends.disposeAsync().finally(() => process.exit(1)))
  process.channel?.unref() // listening for its end would keep us after the last row
  const cached = await cachedCity(options.suite)
  const scene = await build(ends, cached, options, wanted, say).catch(async (error) => {
    if (!cached.old) throw error
    say(`what an earlier run sealed is of no use any more (${error}); sealing anew`)
    await ends.disposeAsync()
    forgetCity(options.suite)
  })
  // Awaited here: what was set up is taken apart when this function ends.
  return scene ? await act(scene) : await onStage(options, wanted, say, act)
}

async function build(ends: AsyncDisposableStack, cached: CachedCity, options: Options, wanted: number, say: Say) {
  const { city, folder: cache } = cached
  const data = mkdtempSync(join(tmpdir(), 'citycop-bench-data-'))
  ends.defer(() => rmSync(data, { recursive: true, force: true }))
  chmodSync(data, 0o711) // root's PostgreSQL runs as somebody else, who must get through
  const given = process.env.DATABASE_URL
  const own = given ? await createOwnDatabase(given) : undefined
  if (own) ends.defer(() => own.drop())
  say('starting the server')
  const server = await startServer(data, city, own?.url)
  ends.defer(() => server.stop())
  const database = own ? { connectionString: own.url } : embeddedDatabase(data)
  const pool = ends.adopt(new pg.Pool({ ...database, max: serverPool }), (one) => one.end())
  pool.on('error', () => {}) // an idle connection ended; the next query says why
  const echo = ends.adopt(await startEcho(), (one) => one.stop())
  const { instance, desk } = await openCity(server.origin, city)
  const [unit] = instance.directory.units
  if (!unit) throw new Error('the city has no unit')
  const { root, policy } = instance.directory
  const target = {
    pins: city.pins,
    unit: { id: unit.id, epoch: unit.epoch, recipient: unit.recipient },
    audit: root.audit,
    policyVersion: policy.version,
  }
  const requests = await requestPool(cache, target, wanted, (line) => say(line))
  const bare = await makeBareTable(pool)
  const stage: Stage = { options, server, instance, desk, echo, bare, requests, acknowledged: [], say }
  await rehearse(stage)
  return { stage, pool, folder: data }
}
