// The result as a person reads it.
import type { Machine } from './machine/describe-machine.ts'
import type { DatabaseFacts } from './machine/measured-database.ts'
import type { Aim, Line, Row } from './rows/row.ts'

export type Result = {
  readonly limits: 'off'
  readonly suite: string
  readonly quick: boolean
  readonly machine: Machine
  /** Absent when only a browser or the policies were measured. */
  readonly database?: DatabaseFacts & { readonly where: 'embedded' | 'DATABASE_URL' }
  readonly rows: readonly Row[]
}

export function table(result: Result): string {
  return [...head(result), ...result.rows.flatMap(asText), ''].join('\n')
}

function head({ suite, machine, database, quick }: Result): string[] {
  const { cores, node, system, processor, memoryGiB, syncMs, load, at, inMemory } = machine
  return [
    'CITYCoP bench. LIMITS ARE OFF: no puzzle was asked for, as nowhere but in a demo on this machine.',
    `${at}; ${cores} cores (${processor}), ${memoryGiB} GiB, ${system}, Node ${node}; suite ${suite}`,
    ...(database
      ? [
          `PostgreSQL ${database.version}, ${database.where}, fsync ${database.fsync}, synchronous_commit ${database.synchronousCommit}; one durable 4 KiB write takes ${syncMs.toFixed(2)} ms`,
        ]
      : []),
    `load average ${load.before} before${load.after === undefined ? '' : `, ${load.after} after`}; server, load and PostgreSQL share the cores, and other work may run on the machine`,
    ...(inMemory ? ['The temporary folder is in memory: nothing here was made durable.'] : []),
    ...(quick ? ['Short runs (--quick): the figures mean little.'] : []),
  ]
}

function asText({ title, lines, aims, notes, memory }: Row): string[] {
  const columns = ['', 'per second', 'p50 ms', 'p95 ms', 'done', 'errors', 'bytes']
  return [
    '',
    title,
    ...(lines.length > 0 ? [spread(columns), ...lines.map(lineText)] : []),
    ...lines.flatMap(({ figures: { firstError } }) => (firstError ? [`  first error: ${firstError}`] : [])),
    ...aims.map(aimText),
    ...notes.map((note) => `  ${note}`),
    ...(memory === undefined ? [] : [`  most memory of the server’s process until here: ${memory} MiB`]),
  ]
}

const lineText = ({ what, figures, bytes }: Line): string =>
  spread([
    what,
    figures.perSecond.toFixed(figures.perSecond < 100 ? 1 : 0),
    milliseconds(figures.p50),
    milliseconds(figures.p95),
    `${figures.done}`,
    `${figures.errors}`,
    bytes === undefined ? '' : `${bytes}`,
  ])

const milliseconds = (time: number): string => time.toFixed(time < 1 ? 4 : 2)

const spread = ([what = '', ...cells]: string[]): string =>
  `  ${what.padEnd(36)}${cells.map((cell) => cell.padStart(11)).join('')}`.trimEnd()

function aimText({ what, value, unit, atLeast, atMost, met }: Aim): string {
  const bound = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`
  const got = Number.isInteger(value) ? `${value}` : value.toFixed(value < 10 ? 2 : 0)
  const said = [got, unit].filter(Boolean).join(' ')
  return `  ${met ? 'met    ' : 'NOT MET'} ${what}: ${said}, aim ${[bound, unit].filter(Boolean).join(' ')}`
}
