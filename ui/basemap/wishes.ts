// Which names might stand on the map, and where: those of places, and of streets that are long enough on the screen for their name.
import { meet } from './boxes.ts'
import { clipLine } from './clip-line.ts'
import { lengthOf, longestRun, turnOf, type Wish } from './labels.ts'
import type { Group } from './style.ts'
import { type Named, type Street, unit } from './tile-shapes.ts'
import { type Frame, type Placed, seenOf } from './view.ts'

type Drawn = { readonly placed: Placed; readonly streets: readonly Street[]; readonly names: readonly Named[] }
const fromZoom: Readonly<Partial<Record<Group, number>>> = { major: 13, medium: 14, minor: 15, path: 16.5 }
const pois = 16.5
const afterPlaces = 4
const rankOf: Readonly<Partial<Record<Group, number>>> = { major: 0, medium: 1, minor: 2, path: 3 }

type On = {
  readonly view: Frame & { readonly zoom: number }
  readonly widthOf: (text: string) => number
}

export function wishesOn(tiles: readonly Drawn[], on: On): Wish[] {
  const { zoom } = on.view
  return tiles.flatMap(({ placed, streets, names }) => [
    ...names.flatMap(({ text, x, y, rank }) => {
      if (rank === 9 ? zoom < pois : zoom > 16 && rank < 2) return []
      const [atX, atY] = at(placed, x, y)
      return [{ text, x: atX, y: atY, turn: 0, rank }]
    }),
    ...streetsOn(streets, placed, on.view).flatMap((street) => ofStreet(street, placed, on)),
  ])
}

function streetsOn(streets: readonly Street[], placed: Placed, view: On['view']): Street[] {
  const seen = seenOf(placed, view)
  return streets.filter(({ group, box }) => view.zoom >= (fromZoom[group] ?? 99) && meet(box, seen))
}

/** Along the longest straight run that is on the screen. */
function ofStreet({ name, group, line }: Street, placed: Placed, { view, widthOf }: On): Wish[] {
  const there = line.flatMap((x, index) => (index % 2 === 0 ? at(placed, x, line[index + 1] as number) : []))
  const runs = clipLine(there, view).flatMap((piece) => longestRun(piece) ?? [])
  const [run] = runs.sort((one, other) => lengthOf(other) - lengthOf(one))
  if (!run || lengthOf(run) < widthOf(name)) return []
  const [x, y] = [(run.from[0] + run.to[0]) / 2, (run.from[1] + run.to[1]) / 2]
  return [{ text: name, x, y, turn: turnOf(run), rank: afterPlaces + (rankOf[group] ?? 4) }]
}

const at = ({ left, top, size }: Placed, x: number, y: number): [number, number] => [
  left + (x / unit) * size,
  top + (y / unit) * size,
]
