// What keeps a street map from being drawn, one sentence each: its form, its size, every tile of it, and whether the city is on it.
import type { Boundary } from '../boundary.ts'
import { middleOf, type Point } from '../geometry.ts'
import { basemapFile } from './basemap.ts'
import { drawnLayers } from './drawn-layers.ts'
import { tileUnder } from './mercator.ts'
import { type Archive, type Gunzip, openArchive } from './open-archive.ts'
import type { Header } from './read-header.ts'

export async function lookAtBasemap(file: Uint8Array, boundary: Boundary, gunzip: Gunzip): Promise<string[]> {
  const opened = await openArchive(file, gunzip)
  if ('problem' in opened) return [`${basemapFile}: ${opened.problem}`]
  const archive = opened.found
  const found = [
    ...beyond(archive.header, boundary),
    ...(await bareDistricts(archive, boundary)),
    ...(await broken(archive)),
  ]
  return found.map((one) => `${basemapFile}: ${one}`)
}

function beyond({ west, south, east, north }: Header, { features: [city] }: Boundary): string[] {
  const outline = city.geometry.coordinates[0]
  const isOn = ([x, y]: Point) => x >= west && x <= east && y >= south && y <= north
  if (outline.every(isOn)) return []
  const [wide, high] = [outline.map(([x]) => x), outline.map(([, y]) => y)]
  const wanted = [Math.min(...wide), Math.min(...high), Math.max(...wide), Math.max(...high)]
  return [`it does not cover the city's outline: cut it out with --bbox=${wanted.join(',')}`]
}

/** The bounds are what a file says of itself; here somebody looks. */
async function bareDistricts({ header, tile }: Archive, { features: [, ...districts] }: Boundary): Promise<string[]> {
  const z = header.maxZoom
  const found: string[] = []
  for (const { properties, geometry } of districts) {
    const there = await tile(tileUnder(middleOf(geometry.coordinates[0]), z), drawnLayers)
    if (there === 'none') found.push(`it has no tile at the district ${properties.id}`)
  }
  return found
}

async function broken(archive: Archive): Promise<string[]> {
  let [read, unread, streets] = [0, 0, 0]
  try {
    for (const entry of await archive.entries()) {
      const tile = await archive.tileOf(entry, drawnLayers).catch(() => undefined)
      if (tile) read++
      else unread++
      streets += tile?.get('roads')?.features.length ?? 0
    }
  } catch {
    return ['its directory cannot be read']
  }
  if (unread > 0) return [`${unread} of its ${read + unread} tiles cannot be read, or are too large for a phone`]
  return streets > 0 ? [] : ['it has no layer "roads"; only the layers of the Protomaps basemap are drawn']
}
