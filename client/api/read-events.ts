// Reads an answer that goes on: server-sent events over fetch, because the browser's own EventSource can send no authorization.
import type { BodyInput, Reply, Route } from '@citycop/protocol/contract/route.ts'
import { safeParse } from 'valibot'
import { refusal, type Server, send, Unexpected, Unreachable } from './call.ts'

/** Characters of one event: what a server may make us hold. */
const mostOfEvent = 8_000_000

/** Each event, parsed; and undefined for each comment, which says only that the server is still there. @throws as `call` does */
export async function* readEvents<R extends Route>(
  server: Server,
  route: R,
  body: BodyInput<R>,
  token: string,
  signal: AbortSignal,
): AsyncGenerator<Reply<R> | undefined, void, undefined> {
  const response = await send(server, route, body, token, signal)
  if (!response.ok) throw await refusal(route, response)
  for await (const block of blocks(response.body)) yield eventIn(route, block)
}

function eventIn<R extends Route>(route: R, block: string): Reply<R> | undefined {
  const said = block
    .split('\n')
    .flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []))
    .join('\n')
  if (said === '') return undefined
  const parsed = safeParse(route.reply, jsonOf(said))
  if (!parsed.success) throw new Unexpected(`${route.action} told something of another shape than the contract's`)
  return parsed.output as Reply<R>
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function* blocks(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of chunks(body)) {
    rest += decoder.decode(bytes, { stream: true })
    for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n')) {
      yield rest.slice(0, end)
      rest = rest.slice(end + 2)
    }
    if (rest.length > mostOfEvent) throw new Unexpected('an event without an end')
  }
}

/** By hand, because not every browser lets one iterate over a stream. */
async function* chunks(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch {
    throw new Unreachable('the stream broke off')
  } finally {
    void reader.cancel().catch(() => {})
  }
}
