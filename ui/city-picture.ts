// The city's edge and its districts as paths of a drawing, north above. Rough: an aid for the eye, no map.
import { middleOf, type Point, type Ring } from '@citycop/protocol/pilots/geometry.ts'
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'

export type Boundary = PublicPilot['boundary']

export type Picture = {
  readonly width: number
  readonly height: number
  readonly city: string
  readonly districts: readonly { id: string; path: string; x: number; y: number }[]
  /** Where a place lies in the drawing, and how long a metre is there. */
  readonly at: (place: Point) => Point
  readonly metre: number
}
const metresInDegree = 111_320
const width = 320
const margin = 4

export function pictureOf({ features: [city, ...districts] }: Boundary): Picture {
  const all = [city, ...districts].flatMap(({ geometry }) => geometry.coordinates.flat())
  const [west, east] = ends(all.map(([x]) => x))
  const [south, north] = ends(all.map(([, y]) => y))
  // A degree of longitude is shorter the farther north one is.
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (width - 2 * margin) / ((east - west) * shrink)
  const draw = ([x, y]: Point): Point => [margin + (x - west) * shrink * scale, margin + (north - y) * scale]
  return {
    width,
    height: round(2 * margin + (north - south) * scale),
    at: (place) => {
      const [x, y] = draw(place)
      return [round(x), round(y)]
    },
    metre: scale / metresInDegree,
    city: pathOf(city.geometry.coordinates, draw),
    districts: districts.map(({ properties: { id }, geometry: { coordinates } }) => {
      const [x, y] = draw(middleOf(coordinates[0]))
      return { id, path: pathOf(coordinates, draw), x: round(x), y: round(y) }
    }),
  }
}

const ends = (all: readonly number[]): [number, number] => [Math.min(...all), Math.max(...all)]
const round = (number: number): number => Math.round(number * 10) / 10

const pathOf = (rings: readonly Ring[], draw: (place: Point) => Point): string =>
  rings.map((ring) => `M${ring.map((corner) => draw(corner).map(round).join(' ')).join('L')}Z`).join('')
