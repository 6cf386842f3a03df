// A witness on a port of this machine. The command starts one; tests and the demo start several in one process.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LogKey } from '@citycop/protocol/log/checkpoint.ts'
import { Refused } from '../refusal.ts'
import { answerHttp } from './answer-http.ts'
import { lockFolder } from './folder-lock.ts'
import { openMemory } from './memory.ts'
import { checkName, ownKey } from './own-key.ts'

export type WitnessOptions = {
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** The folder with its key and its memory; made if it is not there. */
  readonly state: string
  readonly logs: readonly LogKey[]
  /** Of a key that is drawn now; a key's name does not change. */
  readonly name?: string
  /** Whole seconds of POSIX. */
  now?(): number
  /** For the operator: contradictions and faults. */
  tell?(line: string): void
}
export type RunningWitness = { readonly origin: string; readonly keyLine: string; close(): Promise<void> }

const posix = () => Math.floor(Date.now() / 1000)
const patience = 5000 // for requests under way when it stops

/** @throws Refused when the folder is in use, damaged, or a log has the witness's own key */
export async function startWitness(options: WitnessOptions): Promise<RunningWitness> {
  const { host, port, state, logs, name, now = posix, tell = () => {} } = options
  const lock = lockFolder(state)
  try {
    const own = await ownKey(state, checkName(name))
    const memory = openMemory(state, own, logs, { now, tell })
    const server = bounded(createServer({ maxHeaderSize: 8192, connectionsCheckingInterval: 5000 }, answerHttp(memory)))
    await listen(server, host, port)
    const { address, family, port: taken } = server.address() as AddressInfo
    let closing: Promise<void> | undefined
    const close = () => {
      closing ??= stop(server)
        .then(() => memory.turns.idle())
        .then(() => lock.release())
      return closing
    }
    return { origin: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`, keyLine: own.line, close }
  } catch (error) {
    lock.release()
    throw error
  }
}

function bounded(server: Server): Server {
  server.maxConnections = 256
  server.headersTimeout = 5000
  server.requestTimeout = 10_000
  server.keepAliveTimeout = 60_000
  return server
}

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(new Refused('listen', `${host}:${port} cannot be listened on (${code})`)),
    )
    server.listen(port, host, () => {
      server.removeAllListeners('error').on('error', () => {}) // a connection's, not ours
      resolve()
    })
  })

function stop(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), patience)
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
