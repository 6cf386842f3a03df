import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { basemapAddress, basemapFile, largestBasemap } from '@citycop/protocol/pilots/basemap/basemap.ts'
import { townMap } from '../../testing/basemap/draw-town.ts'
import { makeServer } from '../http/server.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import { noGate } from './pilot-gate.ts'
import { readBasemap } from './read-basemap.ts'
import { serveBasemap } from './serve-basemap.ts'

const folder = mkdtempSync(join(tmpdir(), 'citycop-basemap-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, basemapFile)

test('a street map that is too large, or is none, keeps the server from starting and is named', () => {
  writeFileSync(file, 'PMTiles')
  const cannot = (sentence: RegExp) =>
    assert.throws(
      () => readBasemap(folder),
      (error) => error instanceof CannotStart && sentence.test(error.message),
    )
  cannot(/basemap\.pmtiles: it is no PMTiles archive of version 3/)
  truncateSync(file, largestBasemap + 1)
  cannot(/20000001 bytes; 20000000 are the most/)
  rmSync(file)
  assert.equal(readBasemap(folder), undefined)
})

test('the street map is handed out whole whatever part is asked for, under the address of its hash and no other', async () => {
  const map = townMap()
  writeFileSync(file, map)
  const basemap = readBasemap(folder)
  const sha256 = createHash('sha256').update(map).digest('hex')
  assert.equal(basemap?.sha256, sha256)
  const server = makeServer(undefined, undefined)
  serveBasemap(server, { gate: { ...noGate, basemap: () => basemap } })
  const ask = (url: string, headers = {}) => server.inject({ url, headers })
  for (const headers of [{}, { range: 'bytes=0-126' }]) {
    const answer = await ask(basemapAddress(sha256), headers)
    assert.deepEqual([answer.statusCode, answer.rawPayload.equals(map)], [200, true])
    assert.deepEqual(
      ['content-type', 'accept-ranges', 'x-content-type-options', 'cache-control', 'cross-origin-resource-policy'].map(
        (name) => answer.headers[name],
      ),
      ['application/vnd.pmtiles', 'none', 'nosniff', 'public, max-age=31536000, immutable', 'same-origin'],
    )
  }
  for (const url of [basemapAddress('0'.repeat(64)), '/basemap.pmtiles', `/basemap/${sha256}`])
    assert.equal((await ask(url)).statusCode, 404)
  await server.close()
})
