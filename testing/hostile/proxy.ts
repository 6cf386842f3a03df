// Stands between a device and the city, on loopback, and may change what comes back: the city's own operator could.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The answer's parsed body comes in; what is returned goes out. The same object goes through untouched. */
export type Alter = (path: string, answer: never, asked: unknown) => unknown
export type Middleman = { readonly origin: string; alter: Alter | undefined; close(): Promise<void> }

/** `added` goes in with every request, as a browser or a provider on the way adds things of its own. */
export async function standBetween(origin: string, added: Record<string, string> = {}): Promise<Middleman> {
  const proxy: { origin: string; alter: Alter | undefined; close(): Promise<void> } = {
    origin: '',
    alter: undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts)
    const { authorization, 'content-type': type } = request.headers
    const path = request.url ?? '/'
    const answer = await fetch(new URL(path, origin), {
      method: request.method ?? 'GET',
      headers: { ...(type ? { 'content-type': type } : {}), ...(authorization ? { authorization } : {}), ...added },
      ...(request.method === 'POST' ? { body } : {}),
    })
    const text = Buffer.from(await answer.arrayBuffer())
    const json = answer.headers.get('content-type')?.startsWith('application/json') ?? false
    const changed =
      json && proxy.alter
        ? JSON.stringify(proxy.alter(path, JSON.parse(text.toString()) as never, asked(type, body)))
        : text
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '', connection: 'close' })
    response.end(changed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return proxy
}

const asked = (type: string | undefined, body: Buffer): unknown =>
  type === 'application/json' && body.length > 0 ? JSON.parse(body.toString()) : undefined
