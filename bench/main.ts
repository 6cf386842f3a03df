// npm run bench: measures the server as it ships, beside floors of the same machine in the same run, and prints what was aimed at.
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeMachine, oneMinute } from './machine/describe-machine.ts'
import { databaseFacts, databaseSize } from './machine/measured-database.ts'
import { help, type Options, parseOptions, type RowName } from './options.ts'
import { browserLog } from './rows/browser-log.ts'
import { browserSend } from './rows/browser-send.ts'
import { browserStart } from './rows/browser-start.ts'
import { capacity, requestsFor as capacityRequests } from './rows/capacity.ts'
import { listPage } from './rows/list-page.ts'
import { liveNews } from './rows/live-news.ts'
import { measureLog } from './rows/log.ts'
import { openReports } from './rows/open-reports.ts'
import { policy } from './rows/policy.ts'
import { rotation } from './rows/rotation.ts'
import type { Row } from './rows/row.ts'
import { onStage, type Scene } from './rows/set-stage.ts'
import { size } from './rows/size.ts'
import type { Stage } from './rows/stage.ts'
import { submitReports, requestsFor as submitRequests } from './rows/submit-reports.ts'
import { type Result, table } from './table.ts'

const measurements: readonly [RowName, (stage: Stage) => Promise<Row>][] = [
  ['reports', submitReports],
  ['openings', openReports],
  ['page', listPage],
  ['live', liveNews],
  ['capacity', capacity],
  ['log', measureLog],
]

/** What needs another stage than one server, or none. */
const apart: readonly [RowName, (options: Options) => Promise<Row>][] = [
  ['browser-log', () => browserLog({ say })],
  ['browser-send', (options) => browserSend({ say }, options)],
  ['browser-start', (options) => browserStart({ options, say })],
  ['policy', (options) => policy(options, say)],
  ['rotation', (options) => rotation({ options, say })],
]

const say = (line: string) => console.error(`  ${line}`)

async function bench(options: Options): Promise<Result> {
  const alone: Row[] = []
  for (const [name, measure] of apart) if (options.only.has(name)) alone.push(await measure(options))
  if (options.only.size === alone.length) return withoutServer(options, alone)
  return onStage(options, requestsFor(options), say, async ({ stage, pool, folder }: Scene) => {
    const machine = describeMachine(folder)
    const database = await databaseFacts(pool)
    const before = await databaseSize(pool)
    const rows: Row[] = [...alone]
    for (const [name, measure] of measurements)
      if (options.only.has(name)) rows.push({ ...(await measure(stage)), ...memory(stage) })
    if (options.only.has('size')) rows.push(await size(stage, pool, before))
    return {
      limits: 'off',
      suite: options.suite,
      quick: options.quick,
      machine: { ...machine, load: { ...machine.load, after: oneMinute() } },
      database: { ...database, where: process.env.DATABASE_URL ? 'DATABASE_URL' : 'embedded' },
      rows,
    }
  })
}

/** What a browser does is measured without one; an officer’s leaving in a city of its own. */
function withoutServer({ suite, quick }: Options, rows: readonly Row[]): Result {
  const machine = describeMachine(tmpdir())
  const load = { ...machine.load, after: oneMinute() }
  return { limits: 'off', suite, quick, machine: { ...machine, load }, rows }
}

function memory({ server }: Stage): Pick<Row, 'memory'> {
  const most = server.memory()?.most
  return most === undefined ? {} : { memory: Math.round(most) }
}

const withInbox: readonly RowName[] = ['page', 'live', 'openings']

/** What the rows will send at most: sealed before any of them begins. */
function requestsFor({ only, seconds, capacitySeconds, inbox }: Options): number {
  const sent = only.has('reports') ? submitRequests(seconds) : 0
  const more = only.has('capacity') ? capacityRequests(capacitySeconds) : 0
  const needed = withInbox.some((name) => only.has(name)) ? inbox : 0
  return Math.max(sent, needed, 1) + more
}

function save(name: string, result: Result): void {
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, undefined, 2)}\n`)
  writeFileSync(join(folder, `${name}.txt`), table(result))
}

try {
  const options = parseOptions(process.argv.slice(2))
  if (options) {
    const result = await bench(options)
    if (options.save !== undefined) save(options.save, result)
    console.log(options.json ? JSON.stringify(result, undefined, 2) : table(result))
  } else console.log(help)
} catch (error) {
  console.error(`the bench ended: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
