// The server's process: options, database, doors; and the way out, which finishes what was acknowledged.
import { join } from 'node:path'
import { createApp } from './app.ts'
import { CannotStart, whatToMend } from './platform/cannot-start.ts'
import { lockFolder } from './platform/folder-lock.ts'
import { logFile } from './platform/log-file.ts'
import { openDatabase } from './platform/open-database.ts'
import { help, type Options, parseOptions } from './platform/options.ts'
import { whyNot } from './platform/ports.ts'
import { prepareData } from './platform/state-folder.ts'

type Running = { readonly citizen: string; readonly desk: string; close(): Promise<void> }

async function start(options: Options): Promise<Running> {
  prepareData(options.data)
  if (!(await lockFolder(options.data, 'server', 10_000)))
    throw new CannotStart(`${options.data} is in use by another CITYCoP`)
  const { DATABASE_URL: databaseUrl, DATABASE_APP_URL: appUrl } = process.env
  const database = await openDatabase({ data: options.data, databaseUrl, appUrl })
  database.ended.then((code) => {
    if (ending) return
    console.error(`PostgreSQL ended by itself (code ${code}); its log is beside ${database.place}`)
    process.exit(1)
  })
  const app = await createApp(database, {
    ...options,
    pilots: join(import.meta.dirname, '../pilots'),
    publishes: true,
    logTo: logFile(options.data),
    onBroken: endBroken,
  })
  const [citizen, desk] = [await listen(app.citizen, options, 0), await listen(app.desk, options, 1)]
  const close = async () => {
    await app.close()
    await database.close()
  }
  return { citizen, desk, close }
}

// The log is what everything else rests on: without it nothing may be taken in or given out.
function endBroken(error: Error): void {
  if (ending) return
  console.error(`the log could not be written, so the server stops: ${error.message}`)
  process.exit(1)
}

async function listen(
  door: { listen(at: { host: string; port: number }): Promise<string> },
  options: Options,
  n: number,
) {
  const at = { host: options.host, port: options.port + n }
  try {
    return await door.listen(at)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw code?.startsWith('EADDR') || code === 'EACCES' ? new CannotStart(whyNot(at.host, at.port, code)) : error
  }
}

// Who started us shows the sentence; without anybody it is shown here.
function broken(error: unknown): void {
  const sentence = whatToMend(error)
  if (sentence === undefined) console.error(error)
  else if (!process.send) console.error(`CITYCoP cannot start: ${sentence}.`)
  if (process.send && sentence !== undefined) process.send({ type: 'failed', sentence }, () => process.exit(1))
  else process.exit(1)
}

let ending = false
let running: Promise<Running> | undefined
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await (await running)?.close()
  process.exit(0) // the channel to our starter would keep us
}
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}) // whoever read it is gone
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, end)

try {
  const options = parseOptions(process.argv.slice(2))
  if (!options) console.log(help)
  else {
    running = start(options)
    const { citizen, desk } = await running
    process.send?.({ type: 'ready', citizen, desk })
  }
} catch (error) {
  broken(error)
}
