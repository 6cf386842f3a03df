// One keep-alive connection that sends one request at a time. It writes bytes that were made before, reads into memory that it
// keeps, and looks at no more than status and length: the load shares the machine with the server it measures, and what it burns
// the server does not have.
import { connect, type Socket } from 'node:net'

export type Answer = {
  readonly status: number
  /** To be read before the next request is sent: then its memory is used again. */
  readonly body: Buffer
}
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

// All sockets of this thread read through it, one after the other.
const passing = Buffer.allocUnsafeSlow(65_536)

export function openConnection(port: number): Connection {
  let socket: Socket | undefined
  let waiting: PromiseWithResolvers<Answer> | undefined
  const reading = makeReading()

  const dial = (): Socket => {
    const callback = (size: number): boolean => {
      try {
        const answer = reading.take(passing.subarray(0, size))
        if (answer) waiting?.resolve(answer)
      } catch (error) {
        made.destroy(error as Error)
      }
      return true
    }
    const made = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: passing, callback } })
    const broken = (why: Error) => {
      if (socket !== made) return // its end was told before
      socket = undefined
      waiting?.reject(why)
    }
    made.on('error', broken)
    made.on('close', () => broken(new Error('the server closed the connection')))
    return made
  }
  return {
    send(request) {
      reading.begin()
      waiting = Promise.withResolvers()
      socket ??= dial()
      socket.cork()
      for (const part of request) socket.write(part)
      socket.uncork()
      return waiting.promise
    },
    close: () => socket?.destroy(),
  }
}

function makeReading() {
  let held = Buffer.allocUnsafeSlow(4096)
  let [size, status, headLength, bodyLength] = [0, 0, 0, -1]
  const readHead = (): void => {
    const end = held.subarray(0, size).indexOf('\r\n\r\n')
    if (end === -1) return
    const head = held.toString('latin1', 0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    const code = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]
    if (length === undefined || code === undefined) throw new Error('an answer without status or length')
    ;[status, headLength, bodyLength] = [Number(code), end + 4, Number(length)]
  }
  return {
    begin(): void {
      ;[size, bodyLength] = [0, -1]
    },
    /** The answer, once it is whole. */
    take(chunk: Buffer): Answer | undefined {
      const needed = size + chunk.length
      if (needed > held.length) held = Buffer.concat([held.subarray(0, size)], Math.max(needed, 2 * held.length))
      chunk.copy(held, size)
      size = needed
      if (bodyLength === -1) readHead()
      if (bodyLength === -1 || size < headLength + bodyLength) return undefined
      return { status, body: held.subarray(headLength, headLength + bodyLength) }
    },
  }
}
