// One vector tile from features in degrees.
import type { TileAt } from '@citycop/protocol/pilots/basemap/tile-id.ts'

export type Place = readonly [longitude: number, latitude: number]
export type Drawn = {
  readonly layer: string
  readonly kind: string
  readonly name?: string
  readonly shape: 'point' | 'line' | 'area'
  readonly places: readonly Place[]
  /** The first zoom that has it. */
  readonly from?: number
}
const extent = 4096
const shapes = { point: 1, line: 2, area: 3 } as const

export function varints(numbers: readonly number[]): Buffer {
  const bytes: number[] = []
  for (let left of numbers) {
    for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128)
    bytes.push(left)
  }
  return Buffer.from(bytes)
}

const number = (field: number, value: number): Buffer => varints([field * 8, value])
const bytes = (field: number, value: Uint8Array): Buffer =>
  Buffer.concat([varints([field * 8 + 2, value.length]), value])
const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value))

/** In tiles of this zoom, from the north-west corner of the world. */
export function worldAt([longitude, latitude]: Place, z: number): [number, number] {
  const slope = Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)
  return [((longitude + 180) / 360) * 2 ** z, (0.5 - Math.log(slope) / (2 * Math.PI)) * 2 ** z]
}

/** Undefined when nothing of it lies in this tile. Nothing is cut at the edge: features of a town are short. */
export function makeTile(at: TileAt, drawn: readonly Drawn[]): Buffer | undefined {
  const layers = new Map<string, { drawn: Drawn; corners: [number, number][] }[]>()
  for (const one of drawn) {
    const corners = one.places.map((place) => {
      const [x, y] = worldAt(place, at.z)
      return [Math.round((x - at.x) * extent), Math.round((y - at.y) * extent)] as [number, number]
    })
    if ((one.from ?? 0) > at.z || !touches(corners)) continue
    layers.set(one.layer, [...(layers.get(one.layer) ?? []), { drawn: one, corners }])
  }
  if (layers.size === 0) return undefined
  return Buffer.concat([...layers].map(([name, features]) => bytes(3, layerOf(name, features))))
}

function touches(corners: readonly (readonly [number, number])[]): boolean {
  return [0, 1].every((axis) => {
    const all = corners.map((corner) => corner[axis] as number)
    return Math.min(...all) < extent + 64 && Math.max(...all) > -64
  })
}

function layerOf(name: string, features: readonly { drawn: Drawn; corners: [number, number][] }[]): Buffer {
  const values = [...new Set(features.flatMap(({ drawn }) => [drawn.kind, drawn.name ?? '']))]
  return Buffer.concat([
    number(15, 2),
    text(1, name),
    ...features.map(({ drawn, corners }) => bytes(2, featureOf(drawn, corners, values))),
    ...['kind', 'name'].map((key) => text(3, key)),
    ...values.map((value) => bytes(4, text(1, value))),
    number(5, extent),
  ])
}

function featureOf(drawn: Drawn, corners: readonly [number, number][], values: readonly string[]): Buffer {
  const words = [0, values.indexOf(drawn.kind), ...(drawn.name ? [1, values.indexOf(drawn.name)] : [])]
  return Buffer.concat([
    bytes(2, varints(words)),
    number(3, shapes[drawn.shape]),
    bytes(4, varints(commands(drawn.shape, corners))),
  ])
}

export function commands(shape: Drawn['shape'], corners: readonly (readonly [number, number])[]): number[] {
  const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value)
  const steps = corners.map(([x, y], at) => {
    const [beforeX, beforeY] = corners[at - 1] ?? [0, 0]
    return [zigzag(x - beforeX), zigzag(y - beforeY)]
  })
  if (shape === 'point') return [8 * steps.length + 1, ...steps.flat()]
  const [first = [], ...rest] = steps
  return [9, ...first, 8 * rest.length + 2, ...rest.flat(), ...(shape === 'area' ? [15] : [])]
}
