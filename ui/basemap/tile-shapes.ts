// What of a tile is drawn: lines and areas by group, streets with their names, names of places. All in one unit, 4096 to a tile's side.
import type { Feature, Tile } from '@citycop/protocol/pilots/basemap/read-tile.ts'
import { type Box, boxOf } from './boxes.ts'
import { type Group, groupOf } from './style.ts'

export const unit = 4096
type Line = readonly number[]
export type Street = { readonly name: string; readonly group: Group; readonly line: Line; readonly box: Box }
export type Named = { readonly text: string; readonly x: number; readonly y: number; readonly rank: number }
export type Shapes = {
  /** Of each feature its lines: a hole belongs to what it is in. */
  readonly parts: ReadonlyMap<Group, readonly (readonly Line[])[]>
  readonly streets: readonly Street[]
  readonly names: readonly Named[]
}

/** A town before a quarter before a shop. */
const ranks: Readonly<Record<string, number>> = { city: 0, locality: 0, town: 1, macrohood: 2, neighbourhood: 2 }

export function shapesOf(tile: Tile): Shapes {
  const parts = new Map<Group, (readonly Line[])[]>()
  const streets: Street[] = []
  const names: Named[] = []
  for (const [layer, { extent, features }] of tile)
    for (const feature of features) {
      const group = groupOf(layer, feature.geometry.shape, feature.kind)
      const lines = inUnits(feature, unit / extent)
      if (group) put(parts, group, lines)
      if (group && layer === 'roads' && feature.name)
        streets.push(...lines.map((line) => ({ name: feature.name, group, line, box: boxOf([line]) })))
      const [x, y] = lines[0] ?? []
      if (feature.geometry.shape === 'point' && feature.name && x !== undefined && y !== undefined)
        names.push({ text: feature.name, x, y, rank: layer === 'places' ? (ranks[feature.kind] ?? 3) : 9 })
    }
  return { parts, streets, names }
}

function put(parts: Map<Group, (readonly Line[])[]>, group: Group, lines: readonly Line[]): void {
  const known = parts.get(group)
  if (known) known.push(lines)
  else parts.set(group, [lines])
}

const inUnits = ({ geometry: { parts } }: Feature, scale: number): readonly Line[] =>
  scale === 1 ? parts : parts.map((part) => part.map((one) => one * scale))
