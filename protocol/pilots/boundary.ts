// Where a city is: one polygon and a few districts, drawn by hand. GeoJSON (RFC 7946), longitude before latitude.
import * as v from 'valibot'
import { name } from '../contract/fields.ts'
import { titleByLanguage } from './pilot.ts'

const within = (most: number) => v.pipe(v.number(), v.minValue(-most), v.maxValue(most))
const point = v.strictTuple([within(180), within(90)])
const isClosed = (ring: [number, number][]) => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1]
const ring = v.pipe(v.array(point), v.minLength(4), v.maxLength(400), v.check(isClosed, 'a ring ends where it began'))
// The outside, and what is cut out of it: a city may lie around another one.
const rings = v.pipe(
  v.tupleWithRest([ring], ring),
  v.check((all) => all.length <= 9, 'at most nine rings'),
)
const polygon = v.strictObject({ type: v.literal('Polygon'), coordinates: rings })
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
