import assert from 'node:assert/strict'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fastify from 'fastify'
import { serveApp } from './static.ts'

const script = Buffer.from('export const one = 1\n'.repeat(200))
const picture = Buffer.alloc(4000, 7)
const server = fastify()
serveApp(server, [
  { path: 'assets/a.js', body: script },
  { path: 'icon.png', body: picture },
])
await server.listen({ host: '127.0.0.1', port: 0 })
after(() => server.close())
const { port } = server.server.address() as AddressInfo

/** As it goes over the wire: fetch would unpack it. */
const raw = (path: string, accepted?: string): Promise<{ coding: string | undefined; vary: unknown; body: Buffer }> =>
  new Promise((resolve, reject) => {
    const headers = accepted === undefined ? {} : { 'accept-encoding': accepted }
    get({ port, path, headers }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      resolve({
        coding: answer.headers['content-encoding'],
        vary: answer.headers.vary,
        body: Buffer.concat(parts),
      })
    }).on('error', reject)
  })

test('who does not ask for it compressed, or forbids it, gets the very bytes', async () => {
  for (const accepted of [undefined, 'identity', 'gzip;q=0', 'zstd']) {
    const { coding, body } = await raw('/assets/a.js', accepted)
    assert.deepEqual([coding, body], [undefined, script], accepted)
  }
})

test('a picture is sent as it is', async () => {
  assert.deepEqual(await raw('/icon.png', 'gzip, br'), { coding: undefined, vary: undefined, body: picture })
})

test('a script is sent smaller, unpacks to the same bytes, and caches are told', async () => {
  for (const [accepted, unpack] of [
    ['gzip', gunzipSync],
    ['gzip, deflate, br', brotliDecompressSync],
  ] as const) {
    for (const time of ['first', 'second']) {
      const { coding, vary, body } = await raw('/assets/a.js', accepted)
      assert.deepEqual([accepted.endsWith(coding ?? '-'), vary, unpack(body)], [true, 'accept-encoding', script], time)
      assert.ok(body.length < script.length / 3)
    }
  }
})
