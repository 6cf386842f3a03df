// Puts the server together: one context, two doors (the citizen's origin and the desk's), one way down.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Problem, problemBody } from '@citycop/protocol/contract/problem.ts'
import { cadenceOf } from '@citycop/protocol/log/cadence.ts'
import type { FastifyInstance } from 'fastify'
import { folderStore } from './attachments/blob-store.ts'
import { attachmentRoutes } from './attachments/routes.ts'
import type { Context } from './context.ts'
import { conversationRoutes } from './conversation/routes.ts'
import { handler } from './http/handle.ts'
import { openapi } from './http/openapi.ts'
import { freeOfCharge, makePrices } from './http/prices.ts'
import { makeServer, type Stream } from './http/server.ts'
import { serveApp } from './http/static.ts'
import { identityRoutes } from './identity/routes.ts'
import { loadKeys } from './keys/keys.ts'
import { rollAt } from './keys/listed.ts'
import { publishRoot } from './keys/publish-root.ts'
import { keyRoutes } from './keys/routes.ts'
import { announceCity, announceLog } from './log/announce.ts'
import { openLog } from './log/log.ts'
import { makePublisher } from './log/publish.ts'
import { type Built, readBuilt } from './log/read-build.ts'
import { logRoutes } from './log/read-growth.ts'
import { announceBuild, serveBuildProof } from './log/serve-build.ts'
import { serveLog } from './log/serve-log.ts'
import { makeChallenges } from './officers/challenges.ts'
import { officerRoutes } from './officers/routes.ts'
import { makeSessions } from './officers/sessions.ts'
import { makeGate, noGate } from './pilots/pilot-gate.ts'
import { readPilot } from './pilots/read-pilot.ts'
import { serveBasemap } from './pilots/serve-basemap.ts'
import { servePilot } from './pilots/serve-pilot.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { makeClock } from './platform/clock.ts'
import { connect } from './platform/database.ts'
import { readCity } from './platform/instance.ts'
import type { OpenDatabase } from './platform/open-database.ts'
import { type CheckPolicy, checkApart } from './policy/check-apart.ts'
import { addVersion, loadVersions } from './policy/load-versions.ts'
import { policyRoutes } from './policy/routes.ts'
import { servePolicy } from './policy/serve-policy.ts'
import { makeVersions, type Versions } from './policy/versions.ts'
import { recoveryRoutes } from './recovery/routes.ts'
import { makeChanges } from './reports/changes.ts'
import { eraseAgain } from './reports/erase-again.ts'
import { openErasureJournal } from './reports/erasure-journal.ts'
import { makeIntake } from './reports/intake.ts'
import { reportRoutes } from './reports/routes.ts'
import { shortenLives } from './reports/shorten-lives.ts'
import { readRows } from './reports/watch-reports.ts'
import { sweep, sweepHourly } from './sweep.ts'
import { watchdogRoutes } from './watchdog/routes.ts'

export type AppOptions = {
  readonly data: string
  /** The address that will be listened on. */
  readonly host?: string
  readonly limits: boolean
  readonly trustProxy?: string | undefined
  /** Folders of built apps. */
  readonly citizen?: string | undefined
  readonly desk?: string | undefined
  /** The folder of the pilots of this checkout; undefined: no pilot's papers are asked for. */
  readonly pilots?: string | undefined
  /** Publishes checkpoints at the city's cadence; otherwise only when `publisher.tick` is called. */
  readonly publishes?: boolean
  /** Puts back from the journal the entries that an older database lacks. */
  readonly recoverLog?: boolean
  readonly now?: () => Date
  /** Absent: every version in full. */
  readonly checkPolicy?: CheckPolicy
  readonly logTo?: Stream
  readonly onBroken?: (error: Error) => void
}
export type App = {
  readonly citizen: FastifyInstance
  readonly desk: FastifyInstance
  readonly context: Context
  close(): Promise<void>
}

type Given = Pick<OpenDatabase, 'app'> & Partial<Pick<OpenDatabase, 'rewrite'>>

export async function createApp({ app: pool, rewrite }: Given, options: AppOptions): Promise<App> {
  const [citizenApp, deskApp] = [readBuilt(options.citizen), readBuilt(options.desk)]
  const { ctx, lost } = await makeContext(pool, options)
  await announceLog(ctx)
  await publishRoot(ctx)
  await announceCity(ctx, lost)
  for (const [door, app] of Object.entries({ citizen: citizenApp, desk: deskApp })) {
    const index = app?.build && (await announceBuild(ctx, app.build))
    if (index !== undefined) ctx.builds[door as 'citizen' | 'desk'] = index
  }
  if (options.publishes) await ctx.publisher.begin(cadenceOf(ctx.city.pins))
  await eraseAgain(ctx)
  await sweep(ctx)
  const timer = sweepHourly(ctx, { rewrite, data: options.data }, (error) => options.onBroken?.(error))
  let stopping = false
  const door = (built: Built | undefined): FastifyInstance => {
    const server = makeServer(options.trustProxy, options.logTo)
    server.addHook('onRequest', async () => {
      if (stopping) throw new Problem('unavailable')
    })
    const handle = handler(server, ctx)
    for (const routes of [
      keyRoutes,
      logRoutes,
      officerRoutes,
      attachmentRoutes,
      reportRoutes,
      conversationRoutes,
      policyRoutes,
      watchdogRoutes,
      identityRoutes,
      recoveryRoutes,
    ])
      routes(handle)
    serveFixed(server, ctx)
    serveLog(server, ctx)
    servePolicy(server, ctx)
    servePilot(server, ctx)
    serveBasemap(server, ctx)
    if (built?.build) serveBuildProof(server, ctx, built.build)
    if (built) serveApp(server, built.files)
    return server
  }
  const [citizen, desk] = [door(citizenApp), door(deskApp)]
  return {
    citizen,
    desk,
    context: ctx,
    async close() {
      clearInterval(timer)
      stopping = true // new acts are refused; those under way are finished and answered
      ctx.changes.end() // an answer that goes on would keep its door open
      await closeDoors([citizen, desk])
      await ctx.publisher.stop()
      await ctx.log.stop()
      await ctx.erasures.close()
      await ctx.database.close()
    },
  }
}

async function makeContext(
  pool: OpenDatabase['app'],
  {
    data,
    host = '127.0.0.1',
    limits,
    now,
    pilots,
    recoverLog,
    checkPolicy = checkApart,
    onBroken = () => {},
  }: AppOptions,
): Promise<{ ctx: Context; lost: number | undefined }> {
  const city = readCity(data)
  refuseOpenDemo(city.pins.demo, host, limits)
  const database = connect(pool, city.pins.instance)
  let versions: Versions = makeVersions([], () => '')
  const clock = makeClock(() => versions.terms().timeZone, now)
  const folder = join(data, 'log')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const own = connect({ ...pool, max: 1 }, city.pins.instance)
  const { log, lost } = await openLog({ city, database, own, folder, recover: recoverLog ?? false, onBroken })
  const onFault = (error: Error) => console.error(`no checkpoint was published: ${error.message}`)
  versions = await loadVersions({ city, database, log, clock })
  const keys = await loadKeys(city, database)
  const roll = (until: number) => rollAt({ city, database, keys }, until)
  const publishing = { city, database, clock, log, urls: city.witnessUrls, roll, onFault }
  const asked = { demo: city.pins.demo, versions, clock, epochs: () => keys.trusted.epochs }
  const gate =
    pilots === undefined ? noGate : makeGate(readPilot(data, pilots, city.pins.instance, city.pins.demo), asked)
  const ctx: Context = {
    city,
    get policy() {
      return versions.terms()
    },
    versions,
    checkPolicy,
    gate,
    open: () => versions.inForce() !== undefined && gate.passes(),
    async activate(number, index) {
      await addVersion(ctx, number, index)
      await shortenLives(ctx)
    },
    onDenied: (action, why, errors) => console.error(`${action} was denied (${why}): ${errors.join('; ')}`),
    builds: {},
    clock,
    database,
    log,
    publisher: await makePublisher(publishing),
    erasures: await openErasureJournal(
      join(folder, `${city.pins.instance}.erased`),
      clock.today(),
      versions.terms().backupDays,
    ),
    keys,
    blobs: folderStore(join(data, 'blobs')),
    sessions: makeSessions(clock),
    challenges: makeChallenges(clock),
    intake: makeIntake(database, city.pins.instance),
    changes: makeChanges(readRows(database.query, city.pins.instance)),
    prices: limits ? makePrices(clock) : freeOfCharge,
  }
  return { ctx, lost }
}

const grace = 5_000

/** A browser may hold a connection on which it has not asked for anything: no act is under way there, and nothing else would end it. */
async function closeDoors(doors: readonly FastifyInstance[]): Promise<void> {
  const timer = setTimeout(() => {
    for (const { server } of doors) server.closeAllConnections()
  }, grace)
  await Promise.all(doors.map((door) => door.close()))
  clearTimeout(timer)
}

const loopback = /^(127(\.\d{1,3}){3}|::1|localhost)$/

/** The demo's keys lie on the machine and its people are made up: nobody else may take it for a city (J26, J27). */
function refuseOpenDemo(demo: boolean, host: string, limits: boolean): void {
  const closed = loopback.test(host)
  if (demo && !closed) throw new CannotStart(`a demo city stays on this machine; ${host} is open to others`)
  if (!limits && !(demo && closed))
    throw new CannotStart('limits can be switched off only in a demo city on this machine')
}

/** What is no act: the pins, the contract's description, and whether this process is alive and ready. */
function serveFixed(server: FastifyInstance, { city, database }: Context): void {
  server.get('/pins.json', (_request, reply) =>
    reply.type('application/json').header('cache-control', 'no-cache').send(city.pinsFile),
  )
  server.get('/openapi.json', (_request, reply) => reply.header('cache-control', 'no-cache').send(openapi))
  server.get('/healthz', async () => ({ status: 'alive' }))
  server.get('/readyz', async (_request, reply) => {
    try {
      await database.query('select 1')
      return { status: 'ready' }
    } catch {
      const problem = new Problem('not-logged')
      return reply.code(503).type('application/problem+json').send(problemBody(problem))
    }
  })
}
