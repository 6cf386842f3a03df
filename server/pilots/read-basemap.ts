// The street map that an operator may have put into the city's folder. Read once, when the server starts, and held whole.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { basemapFile, largestBasemap } from '@citycop/protocol/pilots/basemap/basemap.ts'
import { readHeader } from '@citycop/protocol/pilots/basemap/read-header.ts'
import { CannotStart } from '../platform/cannot-start.ts'

export type Basemap = { readonly body: Buffer; readonly sha256: string }

/** @throws CannotStart when there is one that no phone could draw */
export function readBasemap(folder: string): Basemap | undefined {
  const file = join(folder, basemapFile)
  if (!existsSync(file)) return undefined
  const { size } = statSync(file)
  if (size > largestBasemap)
    throw new CannotStart(
      `${file} has ${size} bytes; ${largestBasemap} are the most: cut out a smaller part of the map`,
    )
  const body = readFileSync(file)
  const header = readHeader(body)
  if ('problem' in header) throw new CannotStart(`${file}: ${header.problem}; citycop pilot check says more`)
  return { body, sha256: createHash('sha256').update(body).digest('hex') }
}
