import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { basemapFile, largestBasemap } from '@citycop/protocol/pilots/basemap/basemap.ts'
import { townBoundary, townMap } from '../../testing/basemap/draw-town.ts'
import { checkBasemap } from './check-basemap.ts'

test('a street map that is too large for a phone is refused before it is read; none at all is right, and so is a good one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'citycop-basemap-'))
  const look = () => checkBasemap(folder, townBoundary())
  assert.deepEqual(await look(), [])
  writeFileSync(join(folder, basemapFile), townMap())
  assert.deepEqual(await look(), [])
  truncateSync(join(folder, basemapFile), largestBasemap + 1)
  assert.deepEqual(await look(), ['basemap.pmtiles: it has 20000001 bytes, and 20000000 are the most'])
  rmSync(folder, { recursive: true })
})
