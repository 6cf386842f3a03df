// The server under test: the product's own process, as it ships, with limits off.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { BenchCity } from '../city/found-city.ts'

export type MeasuredServer = {
  readonly origin: string
  readonly deskOrigin: string
  readonly port: number
  /** MiB of the server's process alone: now, and the most it ever had. Undefined where the system does not tell. */
  memory(): { now: number; most: number } | undefined
  /** Milliseconds that this process had of the processor since it began, whoever else wanted it. NaN where the system does not tell. */
  processorTime(): number
  stop(): Promise<void>
}
type Message = { type: 'ready'; citizen: string; desk: string } | { type: 'failed'; sentence: string }

const main = join(import.meta.dirname, '../../server/main.ts')

/** `preload` is loaded before the server's own code. @throws Error with what the server says when it cannot start */
export async function startServer(
  data: string,
  city: BenchCity,
  databaseUrl?: string,
  preload?: string,
): Promise<MeasuredServer> {
  const folder = join(data, 'instance')
  mkdirSync(join(folder, 'pilot'), { recursive: true })
  for (const [name, content] of Object.entries(city.instanceFiles))
    writeFileSync(join(folder, name), content, { mode: 0o600 })
  const port = await freePorts()
  const options = [`--port=${port}`, '--host=127.0.0.1', `--data=${data}`, '--limits=off', '--no-demo']
  const { DATABASE_URL: _given, DATABASE_APP_URL: _app, ...env } = process.env
  // The flag is the starter's own (tools/start/children.ts).
  const flags = ['--max-semi-space-size=4', ...(preload === undefined ? [] : [`--import=${preload}`])]
  const child = spawn(process.execPath, [...flags, main, ...options], {
    env: databaseUrl === undefined ? env : { ...env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { citizen, desk } = await ready(child)
  return {
    origin: citizen,
    deskOrigin: desk,
    port,
    memory: () => memoryOf(child.pid ?? 0),
    processorTime: () => processorTimeOf(child.pid ?? 0),
    stop: () => stop(child),
  }
}

function ready(child: ChildProcess): Promise<Extract<Message, { type: 'ready' }>> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended before it was ready (code ${code})`)))
    child.once('message', (message) => {
      const said = message as Message // our own server's
      if (said.type === 'ready') resolve(said)
      else reject(new Error(`the server cannot start: ${said.sentence}`))
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

function memoryOf(pid: number): { now: number; most: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    const mebibytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024
    return { now: mebibytes('VmRSS'), most: mebibytes('VmHWM') }
  } catch {
    return undefined
  }
}

/** The kernel counts in hundredths of a second: right over many requests, not for one. */
function processorTimeOf(pid: number): number {
  try {
    const [, after = ''] = /\) (.*)$/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1').trim()) ?? []
    const fields = after.split(' ')
    return 10 * (Number(fields[11]) + Number(fields[12])) // utime and stime, the 14th and 15th of all
  } catch {
    return Number.NaN
  }
}

/** A port whose next one is free too: the desk's. */
async function freePorts(): Promise<number> {
  for (;;) {
    const port = await listenOnce(0)
    if (port < 65_535 && (await listenOnce(port + 1).catch(() => 0)) > 0) return port
  }
}

const listenOnce = (wanted: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
