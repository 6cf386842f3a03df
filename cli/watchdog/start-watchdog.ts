// A watchdog on a port of this machine. The command starts one; tests and the demo start it in their own process.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { LogSource } from '../log/log-source.ts'
import { Refused } from '../refusal.ts'
import { lockFolder } from '../witness/folder-lock.ts'
import { inTurn } from '../witness/in-turn.ts'
import { answerWatchdog } from './answer-watchdog.ts'
import { openContradictionFiles, readContradictions } from './contradiction-files.ts'
import { recall, writeNotes } from './kept-files.ts'
import { look } from './look.ts'
import { readPage } from './page-files.ts'
import { readPolicies, type WatchedPolicy } from './policies.ts'
import { statusOf } from './status-of.ts'
import { takeEvidence } from './take-evidence.ts'
import { newWatched, type Watched } from './watched.ts'

export type WatchdogOptions = {
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** The folder with the mirrors and what was kept; made if it is not there. */
  readonly state: string
  /** C2SP policies; each `log` line has an address, or it is named beside. */
  readonly policies: readonly WatchedPolicy[]
  /** Seconds between two looks; 60 unless told. */
  readonly every?: number
  /** The folder of the built page. */
  readonly page?: string
  /** Seconds of POSIX. */
  now?(): number
  /** For the operator: what is new about a log's problem, and faults. */
  tell?(line: string): void
}
export type RunningWatchdog = {
  readonly origin: string
  /** Looks at every log now, rather than when it is time; for tests. */
  look(): Promise<void>
  close(): Promise<void>
}

const posix = () => Math.floor(Date.now() / 1000)
const mostWaiting = 8

/** @throws Refused when the folder is in use or damaged, or a policy does not serve */
export async function startWatchdog(options: WatchdogOptions): Promise<RunningWatchdog> {
  const { host, port, state, policies, every = 60, page, now = posix, tell = () => {} } = options
  let stopping = false
  const logs = readPolicies(policies).map((one) =>
    newWatched({ ...one, source: until(one.source, () => stopping) }, state),
  )
  const lock = lockFolder(state)
  try {
    const files = openContradictionFiles(state)
    for (const log of logs) {
      await recall(log, now())
      log.contradictions.push(...readContradictions(state, log))
    }
    const [looks, posted] = [inTurn(2), inTurn(mostWaiting)] // a log that is slow is not asked again meanwhile
    const lookAtAll = async () => {
      await Promise.all(logs.map((log) => looks.run(log.hash, () => lookAt(log, files, now(), tell)).catch(() => {})))
    }
    const server = createServer(
      { maxHeaderSize: 8192 },
      answerWatchdog({
        logs,
        page: readPage(page),
        status: () => JSON.stringify(statusOf(logs, every, now())),
        evidence: (body) => posted.run('', () => takeEvidence(logs, files, body, now())),
        tell,
      }),
    )
    await listen(server, host, port)
    const timer = setInterval(lookAtAll, every * 1000)
    const first = lookAtAll()
    const { address, family, port: taken } = server.address() as AddressInfo
    return {
      origin: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
      look: () => first.then(lookAtAll),
      close: async () => {
        clearInterval(timer)
        stopping = true
        await stop(server)
        await Promise.all([looks.idle(), posted.idle()])
        for (const log of logs) if (log.kept) await writeNotes(log, log.kept, log.lookedAt ?? log.kept.at)
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** When we stop, a mirror that is being made ends at the next file. */
const until = ({ name, read }: LogSource, stopping: () => boolean): LogSource => ({
  name,
  read: async (path, most) => {
    if (stopping()) throw new Refused('unreachable', 'we are stopping')
    return read(path, most)
  },
})

async function lookAt(log: Watched, files: ReturnType<typeof openContradictionFiles>, now: number, tell: Told) {
  const before = log.problem?.kind
  await look(log, files, now)
  if (log.problem && log.problem.kind !== before) tell(`${log.origin}: ${log.problem.kind}: ${log.problem.detail}`)
  if (before && !log.problem) tell(`${log.origin}: good again, ${log.kept?.range.size} entries`)
}
type Told = (line: string) => void

function listen(server: Server, host: string, port: number): Promise<void> {
  server.maxConnections = 256
  server.headersTimeout = 5000
  server.requestTimeout = 10_000
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(new Refused('listen', `${host}:${port} cannot be listened on (${code})`)),
    )
    server.listen(port, host, () => {
      server.removeAllListeners('error').on('error', () => {})
      resolve()
    })
  })
}

function stop(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), 3000)
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** Where `npm start` or `npm run build` puts the page. */
export const builtPage = join(import.meta.dirname, '../../apps/watchdog/dist')
