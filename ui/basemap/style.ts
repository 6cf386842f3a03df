// How a feature is drawn: which group it belongs to, and how wide a line is at a zoom. By the layers of the Protomaps basemap.
import type { Shape } from '@citycop/protocol/pilots/basemap/read-geometry.ts'

/** In the order in which they are drawn. */
export const groups = [
  'land',
  'green',
  'water',
  'stream',
  'house',
  'border',
  'rail',
  'path',
  'minor',
  'medium',
  'major',
] as const
export type Group = (typeof groups)[number]
export const areas: ReadonlySet<Group> = new Set(['land', 'green', 'water', 'house'])

const green = new Set(
  `park forest wood grass grassland cemetery garden nature_reserve national_park protected_area farmland scrub pitch golf_course
  zoo meadow allotments village_green playground recreation_ground orchard vineyard dog_park`.split(/\s+/),
)
const roads: Readonly<Record<string, Group>> = {
  highway: 'major',
  major_road: 'major',
  medium_road: 'medium',
  minor_road: 'minor',
  pier: 'minor',
  path: 'path',
  other: 'path',
  rail: 'rail',
}

/** Undefined: it is not drawn. */
export function groupOf(layer: string, shape: Shape, kind: string): Group | undefined {
  if (layer === 'roads' && shape === 'line') return roads[kind]
  if (layer === 'transit') return shape === 'line' && /^(railway|rail)$/.test(kind) ? 'rail' : undefined
  if (layer === 'boundaries') return shape === 'line' ? 'border' : undefined
  if (layer === 'water') return { area: 'water', line: 'stream', point: undefined }[shape] as Group | undefined
  if (shape !== 'area') return undefined
  if (layer === 'earth') return 'land'
  if (layer === 'buildings') return 'house'
  return ['landuse', 'landcover', 'natural'].includes(layer) && green.has(kind) ? 'green' : undefined
}

/** From which zoom a line is there, and how wide it is there and, once it grows, two zooms later. */
const lines: Readonly<Partial<Record<Group, readonly [from: number, width: number, later: number]>>> = {
  stream: [11, 1, 2],
  border: [0, 1, 1],
  rail: [11, 1, 1.2],
  path: [14.5, 1, 1.5],
  minor: [12.5, 1.5, 4],
  medium: [11.5, 1.5, 4],
  major: [0, 2, 3],
}
const slim = 11 // as far away as this nothing is wider than it must be
const doubling = 16 // from here on a street grows with the ground it lies on

/** Nothing: it is not drawn so far away. */
export function widthOf(group: Group, zoom: number): number {
  const [from, width, later] = lines[group] ?? [0, 0, 0]
  if (zoom < from) return 0
  const grows = Math.max(from, slim)
  const grown = width + ((later - width) * Math.max(0, Math.min(zoom, doubling) - grows)) / 2
  return Math.min(grown, 9) * (zoom > doubling ? 1.7 ** (zoom - doubling) : 1)
}

export const isShown = (group: Group, zoom: number): boolean =>
  group === 'house' ? zoom >= 13.8 : areas.has(group) || widthOf(group, zoom) > 0
