import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { basemapAddress } from '@citycop/protocol/pilots/basemap/basemap.ts'
import { fetchBasemap } from './fetch-basemap.ts'
import { gunzip } from './gunzip.ts'

const map = Buffer.alloc(300_000, 'streets')
const there = { bytes: map.length, sha256: createHash('sha256').update(map).digest('hex') }

/** What comes of it when the city answers with these bytes. */
async function fetched(answer: Buffer | number, said = there) {
  const heard: string[] = []
  const server = createServer((request, reply) => {
    heard.push(`${request.method} ${request.url} ${request.headers.range ?? 'whole'}`)
    reply.writeHead(typeof answer === 'number' ? answer : 200).end(typeof answer === 'number' ? '' : answer)
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  const { port } = server.address() as AddressInfo
  const ours = globalThis.fetch
  // A page asks its own origin; Node has none.
  globalThis.fetch = (path, given) => ours(`http://127.0.0.1:${port}${path}`, given)
  const steps: number[] = []
  try {
    const asked = { keep: false, signal: new AbortController().signal, done: (bytes: number) => steps.push(bytes) }
    return { came: await fetchBasemap(said, asked), heard, steps }
  } finally {
    globalThis.fetch = ours
    server.closeAllConnections()
    server.close()
  }
}

test('a street map that was changed, is longer or shorter than the city says, or too large is thrown away', async () => {
  const other = Buffer.from(map)
  other[7] = 0
  for (const wrong of [other, Buffer.concat([map, map]), map.subarray(1)])
    assert.ok((await fetched(wrong)).came === 'changed')
  const huge = await fetched(map, { ...there, bytes: 20_000_001 })
  assert.deepEqual([huge.came, huge.heard], ['changed', []])
  assert.equal((await fetched(404)).came, 'unreachable')
})

test('the street map is asked for once and whole, and how much of it has come is told', async () => {
  const { came, heard, steps } = await fetched(map)
  assert.ok(came instanceof Uint8Array && Buffer.from(came).equals(map))
  assert.deepEqual(heard, [`GET ${basemapAddress(there.sha256)} whole`])
  assert.equal(steps.at(-1), map.length)
})

test('no more is unpacked than a tile may have, and what is no gzip is refused', async () => {
  await assert.rejects(gunzip(gzipSync(Buffer.alloc(30_000_000)), 6_000_000), /more came out/)
  await assert.rejects(gunzip(Buffer.from('no gzip at all'), 100))
  assert.equal(Buffer.from(await gunzip(gzipSync('Rope Lane'), 100)).toString(), 'Rope Lane')
})
