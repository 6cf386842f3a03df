// What can be chosen when CITYCoP is started, and how it is asked for.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CannotStart } from './cannot-start.ts'
import { defaultPilot, namedPilot } from './pilots.ts'

export type Suite = 'pq' | 'classic'
export type Options = {
  readonly port: number // the citizen's; the desk's is the next
  readonly host: string
  readonly data: string // absolute
  readonly suite: Suite | undefined // undefined: that of the data folder, else pq
  readonly demo: boolean
  readonly pilot: string | undefined // undefined: that of the data folder, else the default one
  readonly limits: boolean
  readonly trustProxy: string | undefined
  readonly recoverLog: boolean
  readonly citizen: string | undefined // built apps; only the starter and tests name them
  readonly desk: string | undefined
}

const mostPort = 65_534
const portsOfOne = 3 // the citizen's, the desk's, the watchdog's
const checkout = join(import.meta.dirname, '../..')

export const help = `npm start [-- OPTION …]      starts CITYCoP on this machine, with a demo city unless told otherwise

  --port N               the citizen app's port; the desk gets the next one, a demo's watchdog the one after it
                         (default 8080, so 8081 and 8082)
  --host ADDRESS         the address to listen on (default 127.0.0.1); a demo city stays on this machine
  --data DIR             the folder that everything is kept in (default: data, in the checkout)
  --pilot CITY           the city, a folder of pilots/, chosen once per data folder; one other than the default city's is kept
                         in data-CITY unless --data says otherwise. Given several times, the cities run side by side: each a
                         process of its own, in DIR/CITY where --data DIR is given, on the next three ports
  --suite pq|classic     how reports are sealed, chosen once per data folder: pq withstands quantum computers too,
                         classic is X25519 alone, which any age program opens (default pq)
  --no-demo              no demo people, no demo reports. In a new data folder this makes a real city, called "city" or like its
                         --pilot, its root and administrator keys in DIR-offline-keys, to be taken off this machine; to choose the name and
                         the place, run npx citycop instance init first (--help explains it)
  --limits on|off        puzzles against floods (default on); off only for measuring, on this machine, in a demo
  --trust-proxy ADDRESS  the reverse proxy whose X-Forwarded-For is believed (default: nobody's)
  --recover-log          once, after an older database was put back: the journal beside it puts back the log's entries, and a
                         public entry says so; what else those acts had written is lost (docs/log.md)
  --help                 this text

  DATABASE_URL           a PostgreSQL (15 or newer) to use in place of the embedded one: postgres://USER:PASSWORD@HOST/DB;
                         its user owns that database, and may create roles or was granted citycop_app
  DATABASE_APP_URL       another user for everything but migrations, who was granted citycop_app; optional

  Ctrl-C stops it: what it has acknowledged is finished first. A second Ctrl-C ends it at once.
`

/** Paths are meant from `from`, where the person is. Undefined: help is wanted. */
export function parseOptions(args: string[], from = process.cwd()): Options | undefined {
  const values = parse(args)
  if (values.help) return undefined
  const [pilot, ...others] = (values.pilot ?? []).map(namedPilot)
  if (others.length > 0) throw new CannotStart('one process serves one city, so --pilot can be given once here')
  return chosen(values, pilot, from)
}

/** For whoever starts cities: one for each --pilot, or one. Undefined: help is wanted. */
export function parseCities(args: string[], from = process.cwd()): readonly Options[] | undefined {
  const values = parse(args)
  if (values.help) return undefined
  const pilots = (values.pilot ?? []).map(namedPilot)
  if (pilots.length < 2) return [chosen(values, pilots[0], from)]
  const twice = pilots.find((one, n) => pilots.indexOf(one) !== n)
  if (twice) throw new CannotStart(`--pilot ${twice} is given twice; a city runs once`)
  if (values['recover-log']) throw new CannotStart('--recover-log is for one city at a time')
  return pilots.map((pilot, n) => {
    const own = chosen(values, pilot, from)
    const port = own.port + portsOfOne * n
    if (port > mostPort) throw new CannotStart(`there are not enough ports above --port ${own.port}`)
    return { ...own, port, data: values.data === undefined ? own.data : join(own.data, pilot) }
  })
}

function chosen(values: Values, pilot: string | undefined, from: string): Options {
  return {
    port: asPort(values.port),
    host: values.host ?? '127.0.0.1',
    data: values.data ? resolve(from, values.data) : join(checkout, dataFolderOf(pilot)),
    suite: oneOf('suite', values.suite, ['pq', 'classic']),
    demo: !values['no-demo'],
    pilot,
    limits: oneOf('limits', values.limits, ['on', 'off']) !== 'off',
    trustProxy: values['trust-proxy'],
    recoverLog: values['recover-log'] ?? false,
    citizen: values.citizen,
    desk: values.desk,
  }
}

// A city of its own in a folder of its own: two pilots are never mixed because somebody forgot --data.
const dataFolderOf = (pilot: string | undefined): string =>
  pilot === undefined || pilot === defaultPilot() ? 'data' : `data-${pilot}`

type Values = ReturnType<typeof parse>

function parse(args: string[]) {
  const text = { type: 'string' } as const
  const yes = { type: 'boolean' } as const
  const words = {
    port: text,
    host: text,
    data: text,
    pilot: { type: 'string', multiple: true } as const,
    suite: text,
    limits: text,
    'trust-proxy': text,
    citizen: text,
    desk: text,
  }
  try {
    return parseArgs({ args, options: { ...words, 'no-demo': yes, 'recover-log': yes, help: { ...yes, short: 'h' } } })
      .values
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/)
    throw new CannotStart(`${sentence}; npm start -- --help explains every option`)
  }
}

function asPort(given = '8080'): number {
  const port = Number(given)
  if (/^\d{1,5}$/.test(given) && port >= 1 && port <= mostPort) return port
  throw new CannotStart(`--port must be a number from 1 to 65534, not ${given}`)
}

function oneOf<T extends string>(name: string, given: string | undefined, allowed: readonly T[]): T | undefined {
  if (given === undefined) return undefined
  const found = allowed.find((one) => one === given)
  if (!found) throw new CannotStart(`--${name} must be ${allowed.join(' or ')}, not ${given}`)
  return found
}

/** The same choices as arguments for another of our processes. */
export function asArguments({
  port,
  host,
  data,
  pilot,
  suite,
  limits,
  trustProxy,
  recoverLog,
  citizen,
  desk,
}: Options): string[] {
  const words = {
    port: String(port),
    host,
    data,
    pilot,
    suite,
    limits: limits ? 'on' : 'off',
    'trust-proxy': trustProxy,
    citizen,
    desk,
  }
  const given = Object.entries(words).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]))
  return recoverLog ? [...given, '--recover-log'] : given
}
