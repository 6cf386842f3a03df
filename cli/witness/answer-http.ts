// HTTP of a witness: one thing to post, one to read, and nothing larger than it need be.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from '@citycop/protocol/contract/bytes.ts'
import { largestRequest } from '@citycop/protocol/log/witness-request.ts'
import { type Answer, addCheckpoint } from './add-checkpoint.ts'
import { Busy } from './in-turn.ts'
import type { Memory } from './memory.ts'

const plain = 'text/plain; charset=utf-8'
const latest = /^(?:\/witness)?\/([0-9a-f]{64})\/checkpoint$/

export const answerHttp =
  (memory: Memory): RequestListener =>
  (request, response) => {
    answer(memory, request)
      .catch((error: unknown) => failed(memory, error))
      .then((one) => send(request, response, one))
  }

async function answer(memory: Memory, request: IncomingMessage): Promise<Answer> {
  const { method, url = '' } = request
  if (url === '/add-checkpoint') {
    if (method !== 'POST') return { status: 405, body: 'only POST\n' }
    const body = await readBody(request)
    return typeof body === 'string' ? addCheckpoint(memory, body) : body
  }
  const [, hash] = latest.exec(url) ?? []
  if (hash === undefined) return { status: 404, body: 'there is nothing here\n' }
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, body: 'only GET\n' }
  const note = memory.cosigned.get(hash)?.note
  return note === undefined
    ? { status: 404, body: 'no checkpoint of this log was cosigned here\n' }
    : { status: 200, body: note }
}

const cutOff: Answer = { status: 400, body: 'the request ends too early\n' }
const tooLarge: Answer = { status: 413, body: `a request has at most ${largestRequest} bytes\n` }

function readBody(request: IncomingMessage): Promise<string | Answer> {
  if (Number(request.headers['content-length'] ?? 0) > largestRequest) return Promise.resolve(tooLarge)
  const parts: Buffer[] = []
  let length = 0
  return new Promise((resolve) => {
    request.on('data', (part: Buffer) => {
      length += part.length
      if (length <= largestRequest) return void parts.push(part)
      request.pause() // not read on: the answer closes the connection
      resolve(tooLarge)
    })
    request.on('end', () => resolve(decode(Buffer.concat(parts))))
    request.on('error', () => resolve(cutOff)) // nobody is left to answer
  })
}

function decode(body: Uint8Array): string | Answer {
  try {
    return text(body)
  } catch {
    return { status: 400, body: 'this is not UTF-8\n' }
  }
}

function failed(memory: Memory, error: unknown): Answer {
  if (error instanceof Busy) return { status: 503, body: 'too many requests for this log are waiting\n' }
  memory.tell(`a request failed: ${(error as NodeJS.ErrnoException).code ?? (error as Error).name}`)
  return { status: 500, body: 'something broke in the witness\n' }
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, type = plain }: Answer): void {
  if (response.destroyed) return
  // What of a body was not read is not waited for.
  if (!request.complete) response.setHeader('Connection', 'close')
  if (status === 503) response.setHeader('Retry-After', '1')
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(request.method === 'HEAD' ? '' : body)
}
