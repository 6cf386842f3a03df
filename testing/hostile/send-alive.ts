// As request.ts sends, over connections that stay open: for whoever sends hundreds of thousands.
import { Agent, type IncomingMessage, request } from 'node:http'
import type { Answer } from './request.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 16 })
type Sending = {
  readonly method: 'GET' | 'POST'
  readonly type?: string
  readonly token?: string
  readonly body?: string | Uint8Array | undefined
}

/** A connection that the server had just closed is no answer: once more on a new one. */
export async function sendAlive(url: string, sending: Sending): Promise<Answer> {
  try {
    return await once(url, sending)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return once(url, sending)
    throw error
  }
}

function once(url: string, { method, type, token, body }: Sending): Promise<Answer> {
  const headers = {
    ...(body === undefined || type === undefined ? {} : { 'content-type': type }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (response) => {
      read(response).then((text) => {
        const said = { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '' }
        resolve({ ...said, text, ms: performance.now() - began })
      }, reject)
    })
    sent.on('error', reject)
    sent.end(typeof body === 'string' ? Buffer.from(body) : body)
  })
}

async function read(response: IncomingMessage): Promise<string> {
  if (response.headers['content-type'] === 'text/event-stream') {
    response.destroy() // it would go on for ever
    return ''
  }
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
