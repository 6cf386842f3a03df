// What `npm run bench` is asked to do.
import { parseArgs } from 'node:util'
import type { Suite } from '@citycop/protocol/contract/fields.ts'

export const rowNames = [
  'reports',
  'openings',
  'page',
  'live',
  'capacity',
  'log',
  'rotation',
  'browser-log',
  'browser-send',
  'browser-start',
  'policy',
  'size',
] as const
export type RowName = (typeof rowNames)[number]
export type Options = {
  readonly suite: Suite
  readonly json: boolean
  readonly save: string | undefined
  readonly only: ReadonlySet<RowName>
  /** Measured time of each of our lines; its floors get as much. */
  readonly seconds: number
  readonly capacitySeconds: number
  /** How many reports there are before the inbox is read. */
  readonly inbox: number
  readonly quick: boolean
  /** A folder with a citizen app that was built before: measured in turn with the one that is built now. */
  readonly before: string | undefined
}

export const help = `npm run bench [-- OPTION …]     measures the server on this machine, beside floors that the same machine sets

  --suite pq|classic     how reports are sealed (default pq)
  --quick                short runs, for trying: the figures mean little
  --seconds N            seconds for each measured line, 3 to 60 (default 9)
  NAME, or --only NAME   one of ${rowNames.join(', ')}; may be given again
  --before FOLDER        for browser-start: a citizen app built before (its dist), to measure in turn with the one built now
  --json                 one JSON document on standard output instead of the table (npm run --silent bench -- --json)
  --save NAME            also writes bench/results/NAME.json and NAME.txt
  --help                 this text

  DATABASE_URL           a PostgreSQL (15 or newer) to measure on; its user may create databases: the bench makes one of its
                         own and drops it at the end. Without it: the embedded one, with fsync on, in a temporary folder.

  Limits (puzzles against floods) are off. Reports are sealed before the measured time and kept in the temporary folder for
  the next run. Nothing is sent anywhere but to 127.0.0.1.
`

/** Undefined: help is wanted. @throws Error in one sentence */
export function parseOptions(args: string[]): Options | undefined {
  const text = { type: 'string' } as const
  const yes = { type: 'boolean' } as const
  const words = { suite: text, seconds: text, save: text, before: text, only: { ...text, multiple: true } } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...words, quick: yes, json: yes, help: { ...yes, short: 'h' } },
  })
  if (values.help) return undefined
  const { quick = false, json = false, save } = values
  const named = [...positionals, ...(values.only ?? [])]
  if (save !== undefined && !/^[\w-]+$/.test(save)) throw new Error('--save takes letters, digits and hyphens')
  return {
    suite: oneOf('suite', values.suite ?? 'pq', ['pq', 'classic']),
    json,
    save,
    quick,
    before: values.before,
    only: new Set(named.length > 0 ? named.map((name) => oneOf('only', name, rowNames)) : rowNames),
    seconds: seconds(values.seconds ?? (quick ? '3' : '9')),
    capacitySeconds: quick ? 6 : 60,
    inbox: quick ? 1000 : 10_000,
  }
}

function seconds(given: string): number {
  const number = Number(given)
  if (Number.isFinite(number) && number >= 3 && number <= 60) return number
  throw new Error(`--seconds takes a number from 3 to 60, not ${given}`)
}

function oneOf<T extends string>(name: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === given)
  if (!found) throw new Error(`--${name} is one of ${allowed.join(', ')}, not ${given}`)
  return found
}
