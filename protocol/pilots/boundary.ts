// Where a city is: one polygon and a few districts, drawn by hand. GeoJSON (RFC 7946), longitude before latitude.
import * as v from 'valibot'
import { name } from '../contract/fields.ts'
import { titleByLanguage } from './pilot.ts'

const within = (most: number) => v.pipe(v.number(), v.minValue(-most), v.maxValue(most))
const point = v.strictTuple([within(180), within(90)])
export type Point = [longitude: number, latitude: number]
const isClosed = (ring: Point[]) => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1]
const ring = v.pipe(v.array(point), v.minLength(4), v.maxLength(400), v.check(isClosed, 'a ring ends where it began'))
const polygon = v.strictObject({ type: v.literal('Polygon'), coordinates: v.strictTuple([ring]) })
const feature = <K extends string>(kind: K) =>
  v.strictObject({
    type: v.literal('Feature'),
    properties: v.strictObject({ kind: v.literal(kind), id: name, name: titleByLanguage }),
    geometry: polygon,
  })

export const boundary = v.strictObject({
  type: v.literal('FeatureCollection'),
  note: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  features: v.tupleWithRest([feature('boundary')], feature('district')),
})
export type Boundary = v.InferOutput<typeof boundary>

/** Whether a place lies inside a ring: a line from it to the east crosses the ring an odd number of times. */
export function isInside([x, y]: Point, corners: readonly Point[]): boolean {
  let inside = false
  for (const [i, [bx, by]] of corners.entries()) {
    const [ax, ay] = corners[i === 0 ? corners.length - 1 : i - 1] ?? [bx, by]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** The mean of a ring's corners. */
export function middleOf(corners: readonly Point[]): Point {
  const open = corners.slice(1)
  const mean = (axis: 0 | 1) => open.reduce((sum, corner) => sum + corner[axis], 0) / open.length
  return [mean(0), mean(1)]
}
