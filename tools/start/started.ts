// For tests: a whole `npm start` of this checkout, with a data folder and ports of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export type Started = {
  readonly child: ChildProcess
  readonly said: () => string
  readonly code: Promise<number | null>
  readonly until: (text: string) => Promise<void> // rejects when it ends before it says so
}

export function start(args: string[], env: NodeJS.ProcessEnv = {}, command = process.execPath): Started {
  const { NODE_TEST_CONTEXT, CITYCOP_TEST_POSTGRES, DATABASE_URL, npm_lifecycle_event, ...rest } = process.env
  const line = command === 'npm' ? ['start', '--', ...args] : ['tools/start.ts', ...args]
  const child = spawn(command, line, {
    cwd: root,
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a session of its own: signals of the test's terminal are not meant for it
  })
  let output = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      for (const check of waiting) check()
    })
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  const until = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const check = () => output.includes(text) && resolve(void waiting.delete(check))
      waiting.add(check)
      check()
      code.then((n) => reject(new Error(`ended with ${n} before it said "${text}":\n${output}`)))
    })
  return { child, said: () => output, code, until }
}

/** The first of so many ports in a row that are free now. */
export async function freePorts(count = 2): Promise<number> {
  const listen = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(undefined))
      server.listen(port, '127.0.0.1', () => {
        const { port: got } = server.address() as AddressInfo
        server.close(() => resolve(got))
      })
    })
  const areFree = async (first: number) => {
    for (let port = first + 1; port < first + count; port++) if (!(await listen(port))) return false
    return true
  }
  for (;;) {
    const port = await listen(0)
    if (port && port < 65_000 && (await areFree(port))) return port
  }
}
