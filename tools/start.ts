// Starts a whole CITYCoP: checks first what can be wrong, then builds, makes the city's keys, serves, fills the demo city.

import { CannotStart, whatToMend } from '../server/platform/cannot-start.ts'
import { lockFolder } from '../server/platform/folder-lock.ts'
import { parseDatabaseUrl, verifyDatabase } from '../server/platform/given-database.ts'
import { help, type Options, parseOptions } from '../server/platform/options.ts'
import { refuseTaken } from '../server/platform/ports.ts'
import { clusterFolder, prepareData } from '../server/platform/state-folder.ts'
import { buildApps } from './build.ts'
import { endAll, runCitycop } from './start/children.ts'
import { greeting } from './start/greeting.ts'
import { isMade, makeInstance, refuseMismatch } from './start/instance.ts'
import { type Serving, serve, startDemoWatchdog, startDemoWitnesses } from './start/serve.ts'

const began = performance.now()
const seconds = () => (performance.now() - began) / 1000
const say = (line: string) => console.log(`${seconds().toFixed(1).padStart(6)} s  ${line}`)

async function start(options: Options): Promise<number | null> {
  prepareData(options.data)
  refuseMismatch(options)
  await refuseTaken(options.host, [options.port, options.port + 1, ...(options.demo ? [options.port + 2] : [])])
  await lockOrRefuse(options.data)
  await findDatabase(options.data)
  say('building the apps')
  await Promise.all([buildApps(say), isMade(options.data) ? undefined : makeCity(options)])
  if (options.demo) await startDemoWitnesses(options.data)
  say('starting the server')
  const serving = await serve(options)
  if (options.demo) {
    say('filling the demo city')
    await Promise.race([fillDemo(serving, options.data), endedEarly(serving)])
  }
  const watchdog = options.demo ? await startDemoWatchdog(options, serving.citizen) : undefined
  console.log(greeting({ ...serving, watchdog }, options.data, seconds()))
  return serving.ended
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

async function makeCity(options: Options): Promise<void> {
  say(`making the keys of ${options.demo ? 'the demo city' : 'the city'}`)
  await makeInstance(options, say)
}

// Said before a minute is spent on anything else.
async function findDatabase(data: string): Promise<void> {
  const url = process.env.DATABASE_URL
  if (url) return verifyDatabase(parseDatabaseUrl(url, 'DATABASE_URL'), 'DATABASE_URL')
  const cluster = clusterFolder(data)
  if (!cluster.startsWith(data))
    say(`the database is kept in ${cluster}: as root it runs as nobody, who cannot enter ${data}`)
}

let stopping = 0
// The same Ctrl-C comes up to three times: from the terminal, from npm, and from the script that started us.
async function stop(): Promise<void> {
  const now = performance.now()
  if (stopping > 0 && now - stopping < 500) return
  const again = stopping > 0
  stopping = now
  if (!again) console.log('\nstopping: finishing what was acknowledged (Ctrl-C again ends at once)')
  if (again) process.exitCode = 130
  await endAll(again ? 'SIGKILL' : 'SIGTERM')
  process.exit()
}
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}) // whoever read it is gone
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, stop)

function fail(error: unknown): void {
  const sentence = whatToMend(error)
  console.error(sentence === undefined ? error : `CITYCoP cannot start: ${sentence}.`)
}

try {
  // npm runs scripts in the checkout and names the folder where the person is.
  const from = process.env.npm_lifecycle_event === 'start' ? process.env.INIT_CWD : undefined
  const options = parseOptions(process.argv.slice(2), from)
  if (!options) {
    console.log(help)
    process.exit(0)
  }
  const code = await start(options)
  if (stopping === 0) console.error(`CITYCoP has ended: the server stopped by itself (code ${code})`)
} catch (error) {
  if (stopping === 0) fail(error)
}
if (stopping === 0) {
  await endAll('SIGTERM')
  process.exit(1)
}
