// One city of a start, from its checks to its addresses.
import { dirname } from 'node:path'
import { CannotStart } from '../../server/platform/cannot-start.ts'
import { lockFolder } from '../../server/platform/folder-lock.ts'
import { parseDatabaseUrl, verifyDatabase } from '../../server/platform/given-database.ts'
import type { Options } from '../../server/platform/options.ts'
import { refuseTaken } from '../../server/platform/ports.ts'
import { clusterFolder, prepareData } from '../../server/platform/state-folder.ts'
import { runCitycop } from './children.ts'
import type { Ready } from './greeting.ts'
import { cityIn, isMade, makeInstance, refuseMismatch } from './instance.ts'
import { type Serving, serve, startDemoWatchdog, startDemoWitnesses } from './serve.ts'

type Say = (line: string) => void

/** Everything that can be wrong, before a minute is spent on anything else. @throws CannotStart */
export async function verifyCity(options: Options, say: Say): Promise<void> {
  const around = dirname(options.data)
  if (isMade(around)) throw new CannotStart(`${around} is the folder of one city; choose another --data DIR`)
  prepareData(options.data)
  refuseMismatch(options)
  await refuseTaken(options.host, [options.port, options.port + 1, ...(options.demo ? [options.port + 2] : [])])
  await lockOrRefuse(options.data)
  await findDatabase(options.data, say)
}

export async function makeCity(options: Options, say: Say): Promise<void> {
  if (isMade(options.data)) return
  say(`making the keys of ${options.demo ? 'the demo city' : 'the city'}`)
  await makeInstance(options, say)
}

export async function openCity(options: Options, say: Say): Promise<Ready> {
  if (options.demo) await startDemoWitnesses(options.data)
  say('starting the server')
  const serving = await serve(options)
  if (options.demo) {
    say('filling the demo city')
    await Promise.race([fillDemo(serving, options.data), endedEarly(serving)])
  }
  const watchdog = options.demo ? await startDemoWatchdog(options, serving.citizen) : undefined
  return { ...serving, watchdog, data: options.data, name: cityIn(options.data) }
}

async function lockOrRefuse(data: string): Promise<void> {
  const lock = await lockFolder(data, 'start', 5000) // a run that was killed may be finishing this moment
  if (!lock) throw new CannotStart(`${data} is in use by another CITYCoP`)
}

const fillDemo = (serving: Serving, data: string) =>
  runCitycop(['demo', '--server', serving.citizen, '--data', data], 'filling the demo city')

async function endedEarly(serving: Serving): Promise<never> {
  throw new CannotStart(`the server ended while the demo city was filled (code ${await serving.ended}; see above)`)
}

async function findDatabase(data: string, say: Say): Promise<void> {
  const url = process.env.DATABASE_URL
  if (url) return verifyDatabase(parseDatabaseUrl(url, 'DATABASE_URL'), 'DATABASE_URL')
  const cluster = clusterFolder(data)
  if (!cluster.startsWith(data))
    say(`the database is kept in ${cluster}: as root it runs as nobody, who cannot enter ${data}`)
}
