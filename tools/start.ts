// Starts a whole CITYCoP: checks first what can be wrong, then builds, makes the cities' keys, serves, fills the demo cities.

import { whatToMend } from '../server/platform/cannot-start.ts'
import { help, type Options, parseCities } from '../server/platform/options.ts'
import { buildApps } from './build.ts'
import { endAll, endCity } from './start/children.ts'
import { makeCity, openCity, verifyCity } from './start/city.ts'
import { greeting, type Ready } from './start/greeting.ts'

const began = performance.now()
const seconds = () => (performance.now() - began) / 1000
const say = (line: string) => console.log(`${seconds().toFixed(1).padStart(6)} s  ${line}`)

/** Until the last of them has ended. */
async function start(cities: readonly Options[]): Promise<void> {
  const sayOf = ({ pilot }: Options) => (cities.length > 1 ? (line: string) => say(`${pilot}: ${line}`) : say)
  for (const one of cities) await verifyCity(one, sayOf(one))
  say('building the apps')
  await Promise.all([buildApps(say), inTurn(cities, (one) => makeCity(one, sayOf(one)))])
  const ready = await inTurn(cities, (one) => openCity(one, sayOf(one)))
  console.log(greeting(ready, seconds()))
  const running = new Set(ready)
  await Promise.all(ready.map((one) => ended(one, running)))
}

/** One after the other: a small machine makes one city in the time in which it would make two slowly. */
async function inTurn<T>(cities: readonly Options[], act: (one: Options) => Promise<T>): Promise<T[]> {
  const done: T[] = []
  for (const one of cities) done.push(await act(one))
  return done
}

/** The people of one city lose nothing by what happens to another: the others go on. */
async function ended(city: Ready, running: Set<Ready>): Promise<void> {
  const code = await city.ended
  running.delete(city)
  if (stopping > 0) return
  const others = [...running].map(({ name }) => name).join(', ')
  console.error(
    others === ''
      ? `CITYCoP has ended: the server stopped by itself (code ${code})`
      : `${city.name} has ended: its server stopped by itself (code ${code}); ${others} goes on`,
  )
  await endCity(city.data)
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
  const cities = parseCities(process.argv.slice(2), from)
  if (!cities) {
    console.log(help)
    process.exit(0)
  }
  await start(cities)
} catch (error) {
  if (stopping === 0) fail(error)
}
if (stopping === 0) {
  await endAll('SIGTERM')
  process.exit(1)
}
