// Places on the world's flat square (EPSG:3857): its west edge is 0, its east edge 1; north is 0.
import type { Point } from '../geometry.ts'
import type { TileAt } from './tile-id.ts'

export type Spot = readonly [x: number, y: number]

const earthRound = 40_075_016.686 // metres at the equator

export function spotOf([longitude, latitude]: Point): Spot {
  const slope = Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)
  return [(longitude + 180) / 360, 0.5 - Math.log(slope) / (2 * Math.PI)]
}

export function placeOf([x, y]: Spot): Point {
  const latitude = (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90
  return [x * 360 - 180, latitude]
}

/** The whole square's side in metres, as long as a metre is at this place. */
export const metresAround = ([, latitude]: Point): number => earthRound * Math.cos((latitude * Math.PI) / 180)

export function tileUnder(place: Point, z: number): TileAt {
  const [x, y] = spotOf(place).map((one) => Math.floor(one * 2 ** z)) as [number, number]
  return { z, x, y }
}
