// HTTP of a watchdog: its page, its status, its mirrors; and one thing to post.
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { parseTilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { belongs } from '../log/tile-list.ts'
import { Busy } from '../witness/in-turn.ts'
import type { PageFile } from './page-files.ts'
import { largestEvidence, type Taken } from './take-evidence.ts'
import type { Watched } from './watched.ts'

export type Answering = {
  readonly logs: readonly Watched[]
  readonly page: ReadonlyMap<string, PageFile>
  status(): string
  /** @throws Busy */
  evidence(body: Uint8Array): Promise<Taken>
  tell(line: string): void
}
type Answer = {
  readonly status: number
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

const plain = { 'content-type': 'text/plain; charset=utf-8' }
const shared = { 'access-control-allow-origin': '*' } // a log is public
const mirrored = /^\/([0-9a-f]{64})\/(checkpoint|policy|tile\/[0-9a-z/.]{1,60})$/
const say = (status: number, body: string): Answer => ({ status, body: `${body}\n`, headers: { ...plain, ...shared } })

export const answerWatchdog =
  (watchdog: Answering): RequestListener =>
  (request, response) => {
    answer(watchdog, request)
      .catch((error: unknown) => failed(watchdog, error))
      .then((one) => send(request, response, one))
  }

async function answer(watchdog: Answering, request: IncomingMessage): Promise<Answer> {
  const { method, url = '' } = request
  if (url === '/evidence') return method === 'POST' ? await take(watchdog, request) : say(405, 'only POST')
  if (method !== 'GET' && method !== 'HEAD') return say(405, 'only GET')
  const file = watchdog.page.get(url)
  if (file) return { status: 200, ...file }
  if (url === '/status.json')
    return { status: 200, body: watchdog.status(), headers: { 'content-type': 'application/json', ...shared } }
  const [, hash, path] = mirrored.exec(url) ?? []
  const log = watchdog.logs.find((one) => one.hash === hash)
  if (log && path !== undefined) return await mirror(log, path)
  if (url === '/') return say(200, 'A watchdog. Its page has not been built; /status.json is what it would show.')
  return say(404, 'there is nothing here')
}

/** Nothing beyond what was confirmed: there may lie what did not fit. */
async function mirror({ folder, kept }: Watched, path: string): Promise<Answer> {
  const tile = parseTilePath(path)
  const there = tile ? belongs(tile, kept?.range.size ?? 0) : path === 'checkpoint' || path === 'policy'
  const body = there && kept ? await readIfThere(join(folder, path)) : undefined
  if (!body) return say(404, 'there is nothing here')
  if (!tile) return { status: 200, body, headers: { ...plain, ...shared } }
  const keep = tile.width === tileWidth ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
  return {
    status: 200,
    body,
    headers: { 'content-type': 'application/octet-stream', 'cache-control': keep, ...shared },
  }
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function take(watchdog: Answering, request: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    length += part.length
    if (length > largestEvidence) return say(413, `evidence has at most ${largestEvidence} bytes`)
    parts.push(part)
  }
  const { status, body } = await watchdog.evidence(Buffer.concat(parts))
  return { status, body, headers: { ...plain, ...shared } }
}

function failed(watchdog: Answering, error: unknown): Answer {
  if (error instanceof Busy) return say(503, 'too much is being looked at; try again in a minute')
  watchdog.tell(`a request failed: ${(error as NodeJS.ErrnoException).code ?? (error as Error).name}`)
  return say(500, 'something broke in the watchdog')
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, headers }: Answer): void {
  if (response.destroyed) return
  if (!request.complete) response.setHeader('connection', 'close') // what of a body was not read is not waited for
  response.writeHead(status, {
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  })
  response.end(request.method === 'HEAD' ? '' : body)
}
