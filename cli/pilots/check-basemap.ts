// The street map of a pilot's folder, if there is one: what keeps a phone from drawing it.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { basemapFile, largestBasemap } from '@citycop/protocol/pilots/basemap/basemap.ts'
import { lookAtBasemap } from '@citycop/protocol/pilots/basemap/look-at-basemap.ts'
import type { Boundary } from '@citycop/protocol/pilots/boundary.ts'

const unpack = promisify(gunzip)

export async function checkBasemap(folder: string, boundary: Boundary): Promise<string[]> {
  const file = join(folder, basemapFile)
  if (!existsSync(file)) return []
  const { size } = statSync(file)
  // Before it is read: somebody may have put the whole world there.
  if (size > largestBasemap) return [`${basemapFile}: it has ${size} bytes, and ${largestBasemap} are the most`]
  return lookAtBasemap(readFileSync(file), boundary, (packed, most) => unpack(packed, { maxOutputLength: most }))
}
