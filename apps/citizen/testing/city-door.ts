// An address that stays while the city behind it is restarted, changes what it sends, or is not there: as an operator could.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type CityDoor = {
  readonly origin: string
  /** The city behind it; undefined: nobody answers. */
  city: string | undefined
  /** By path: what is sent in place of what the city says. */
  readonly instead: Map<string, Uint8Array>
  /** False: the question goes nowhere, and nobody says so. */
  passes: (path: string) => boolean
  close(): Promise<void>
}

export async function openDoor(): Promise<CityDoor> {
  const instead = new Map<string, Uint8Array>()
  const server = createServer(async (request, response) => {
    try {
      if (door.city === undefined) throw new Error('nobody is there')
      if (!door.passes(request.url ?? '/')) return
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      const answer = await fetch(new URL(request.url ?? '/', door.city), {
        method: request.method ?? 'GET',
        headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
        ...(request.method === 'POST' ? { body: Buffer.concat(parts) } : {}),
      })
      const body = instead.get(request.url ?? '/') ?? new Uint8Array(await answer.arrayBuffer())
      // The body was unpacked on its way through here.
      const { 'content-length': _, 'content-encoding': __, ...headers } = Object.fromEntries(answer.headers)
      response.writeHead(answer.status, { ...headers, connection: 'close' }).end(body)
    } catch {
      request.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const door: CityDoor = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    city: undefined,
    instead,
    passes: () => true,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections() // also those that wait for what never comes
      }),
  }
  return door
}
