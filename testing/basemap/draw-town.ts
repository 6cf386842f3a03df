// A made-up town by the sea: a grid of streets that is a little askew, a river, a park, houses, a railway. The same each time.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Boundary } from '@citycop/protocol/pilots/boundary.ts'
import { isInside } from '@citycop/protocol/pilots/geometry.ts'
import { type MadeTile, makeArchive } from './make-archive.ts'
import { type Drawn, makeTile, type Place, worldAt } from './make-tile.ts'

const pilots = join(import.meta.dirname, '../../pilots')
const zooms = [10, 11, 12, 13, 14]
const [across, along] = [44, 36]
const trades = [
  'Rope',
  'Sail',
  'Net',
  'Lamp',
  'Cooper',
  'Salt',
  'Anchor',
  'Mill',
  'Chapel',
  'Orchard',
  'Well',
  'Bell',
  'Fig',
]
const ways = ['Lane', 'Street', 'Road']

export const attribution = '<a href="https://www.openstreetmap.org/copyright">&copy; OpenStreetMap contributors</a>'

export const townBoundary = (): Boundary => JSON.parse(readFileSync(join(pilots, 'portolume/boundary.geojson'), 'utf8'))

/** The street map of the city of tests. */
export function townMap(): Buffer<ArrayBuffer> {
  const boundary = townBoundary()
  const drawn = drawTown(boundary)
  const bounds = boundsOf(boundary)
  return makeArchive({ bounds, attribution, tiles: zooms.flatMap((z) => tilesAt(z, bounds, drawn)) })
}

function boundsOf({ features: [city] }: Boundary): Bounds {
  const [wide, high] = [0, 1].map((axis) => city.geometry.coordinates[0].map((place) => place[axis] as number)) as [
    number[],
    number[],
  ]
  return [Math.min(...wide), Math.min(...high), Math.max(...wide), Math.max(...high)]
}

type Bounds = readonly [number, number, number, number]

function tilesAt(z: number, [west, south, east, north]: Bounds, drawn: readonly Drawn[]): MadeTile[] {
  const [[left, top], [right, bottom]] = [worldAt([west, north], z), worldAt([east, south], z)]
  const made: MadeTile[] = []
  for (let x = Math.floor(left); x <= right; x++)
    for (let y = Math.floor(top); y <= bottom; y++) {
      const body = makeTile({ z, x, y }, drawn)
      if (body) made.push({ z, x, y, body })
    }
  return made
}

export function drawTown(boundary: Boundary): Drawn[] {
  const [edge] = boundary.features[0].geometry.coordinates
  const [west, south, east, north] = boundsOf(boundary)
  const isLand = (place: Place) => isInside(place, edge)
  /** A crossing of the grid; each lies a little off. */
  const crossing = (i: number, j: number): Place => [
    west + ((i + 0.18 * Math.sin(3 * j + i)) / across) * (east - west) + 0.0004 * j,
    south + ((j + 0.16 * Math.cos(2 * i + j)) / along) * (north - south) - 0.0003 * i,
  ]
  return [
    {
      layer: 'earth',
      kind: 'earth',
      shape: 'area',
      places: box([west - 0.05, south - 0.05, east + 0.05, north + 0.05]),
    },
    {
      layer: 'water',
      kind: 'ocean',
      shape: 'area',
      places: box([west - 0.05, south - 0.05, east + 0.05, south + 0.004]),
    },
    { layer: 'water', kind: 'river', name: 'Lume', shape: 'area', places: river(west, south, north) },
    {
      layer: 'landuse',
      kind: 'park',
      name: 'Castle Park',
      shape: 'area',
      places: box([10.104, 42.5, 10.1115, 42.5045]),
    },
    { layer: 'landuse', kind: 'cemetery', shape: 'area', places: box([10.15, 42.5, 10.153, 42.503]) },
    ...streets(crossing, isLand),
    ...houses(crossing, isLand),
    {
      layer: 'roads',
      kind: 'rail',
      shape: 'line',
      places: [
        [west, 42.507],
        [10.12, 42.5075],
        [10.15, 42.495],
        [east, 42.492],
      ],
    },
    { layer: 'places', kind: 'locality', name: 'Portolume', shape: 'point', places: [[10.1255, 42.498]] },
    { layer: 'boundaries', kind: 'county', shape: 'line', places: edge },
  ]
}

const box = ([west, south, east, north]: Bounds): Place[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]

function river(west: number, south: number, north: number): Place[] {
  const bank = (side: number): Place[] =>
    Array.from({ length: 16 }, (_, i) => [
      west + 0.045 + side + 0.004 * Math.sin(i / 2.4),
      south - 0.02 + (i / 15) * (north - south + 0.04),
    ])
  const left = bank(0)
  return [...left, ...bank(0.0013).reverse(), left[0] as Place]
}

function streets(crossing: (i: number, j: number) => Place, isLand: (place: Place) => boolean): Drawn[] {
  const made: Drawn[] = []
  const add = (at: number, run: Place[], turned: boolean) => {
    if (run.length < 2) return
    const kind = at % 8 === 3 ? 'major_road' : at % 4 === 1 ? 'medium_road' : 'minor_road'
    const name = `${trades[(at * 5 + (turned ? 3 : 0)) % trades.length]} ${ways[(at + (turned ? 1 : 0)) % ways.length]}`
    const from = { major_road: 10, medium_road: 12, minor_road: 13 }[kind]
    made.push({ layer: 'roads', kind, name, shape: 'line', places: run, from })
  }
  for (const turned of [false, true])
    for (let at = 0; at <= (turned ? along : across); at++) {
      let run: Place[] = []
      for (let step = 0; step <= (turned ? across : along); step++) {
        const place = turned ? crossing(step, at) : crossing(at, step)
        if (isLand(place) && (at + step) % 11 !== 0) run.push(place)
        else {
          add(at, run, turned)
          run = []
        }
      }
      add(at, run, turned)
    }
  return made
}

/** Four to a block, inside its streets. */
function houses(crossing: (i: number, j: number) => Place, isLand: (place: Place) => boolean): Drawn[] {
  const made: Drawn[] = []
  for (let i = 0; i < across; i++)
    for (let j = 0; j < along; j++) {
      const corners = [crossing(i, j), crossing(i + 1, j), crossing(i, j + 1), crossing(i + 1, j + 1)] as const
      if (!corners.every(isLand) || (i * 7 + j * 3) % 9 === 0) continue
      const inBlock = (u: number, v: number): Place => {
        const mixed = (axis: 0 | 1) =>
          corners[0][axis] * (1 - u) * (1 - v) +
          corners[1][axis] * u * (1 - v) +
          corners[2][axis] * (1 - u) * v +
          corners[3][axis] * u * v
        return [mixed(0), mixed(1)]
      }
      for (const [u, v] of [
        [0.15, 0.15],
        [0.15, 0.55],
        [0.55, 0.15],
        [0.55, 0.55],
      ] as const) {
        const [farU, farV] = [u + 0.2 + 0.04 * ((i + j) % 4), v + 0.3]
        const places = [inBlock(u, v), inBlock(farU, v), inBlock(farU, farV), inBlock(u, farV), inBlock(u, v)]
        made.push({ layer: 'buildings', kind: 'building', shape: 'area', places, from: 14 })
      }
    }
  return made
}
