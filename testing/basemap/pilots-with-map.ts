// The pilots of this checkout in a folder of their own, in which the city of tests has a street map.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { basemapFile } from '@citycop/protocol/pilots/basemap/basemap.ts'
import { townMap } from './draw-town.ts'

const checkout = join(import.meta.dirname, '../../pilots')

export function pilotsWithMap(map: Uint8Array = townMap()): { folder: string; drop: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'citycop-map-'))
  cpSync(join(checkout, 'portolume'), join(folder, 'portolume'), { recursive: true })
  writeFileSync(join(folder, 'portolume', basemapFile), map)
  return { folder, drop: () => rmSync(folder, { recursive: true, force: true }) }
}
