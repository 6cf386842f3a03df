// One keep-alive connection that sends one request at a time. It writes bytes that were made before and reads no more than status
// and length: the load shares the machine with the server it measures, and what it burns the server does not have.
import { connect, type Socket } from 'node:net'

export type Answer = { readonly status: number; readonly body: Buffer }
export type Connection = {
  /** @throws Error when the connection breaks, or on an answer that is not HTTP as our servers speak it */
  send(request: readonly Buffer[]): Promise<Answer>
  close(): void
}

/** A request as bytes: head and body. */
export function post(path: string, body: Buffer, token?: string): Buffer[] {
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${body.length}`,
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
  ]
  return [Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]
}

export function openConnection(port: number): Connection {
  let socket: Socket | undefined
  let waiting: PromiseWithResolvers<Answer> | undefined
  let reading: Reading = nothingRead()

  const dial = (): Socket => {
    const made = connect({ port, host: '127.0.0.1', noDelay: true })
    const broken = (why: Error) => {
      if (socket !== made) return // its end was told before
      socket = undefined
      waiting?.reject(why)
      waiting = undefined
    }
    made.on('error', broken)
    made.on('close', () => broken(new Error('the server closed the connection')))
    made.on('data', (chunk) => {
      try {
        const answer = take(reading, chunk)
        if (!answer) return
        reading = nothingRead()
        waiting?.resolve(answer)
        waiting = undefined
      } catch (error) {
        made.destroy(error as Error)
      }
    })
    return made
  }
  return {
    send(request) {
      reading = nothingRead()
      waiting = Promise.withResolvers()
      const { promise } = waiting
      socket ??= dial()
      socket.cork()
      for (const part of request) socket.write(part)
      socket.uncork()
      return promise
    },
    close: () => socket?.destroy(),
  }
}

type Reading = { chunks: Buffer[]; size: number; status: number; headLength: number; bodyLength: number }
const nothingRead = (): Reading => ({ chunks: [], size: 0, status: 0, headLength: 0, bodyLength: -1 })

/** The answer, once it is whole. */
function take(reading: Reading, chunk: Buffer): Answer | undefined {
  reading.chunks.push(chunk)
  reading.size += chunk.length
  if (reading.bodyLength === -1) readHead(reading)
  if (reading.bodyLength === -1 || reading.size < reading.headLength + reading.bodyLength) return undefined
  return { status: reading.status, body: Buffer.concat(reading.chunks).subarray(reading.headLength) }
}

function readHead(reading: Reading): void {
  const some = reading.chunks.length === 1 ? (reading.chunks[0] as Buffer) : Buffer.concat(reading.chunks)
  const end = some.indexOf('\r\n\r\n')
  if (end === -1) return
  const head = some.toString('latin1', 0, end)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]
  if (length === undefined || status === undefined) throw new Error('an answer without status or length')
  Object.assign(reading, { status: Number(status), headLength: end + 4, bodyLength: Number(length) })
}
