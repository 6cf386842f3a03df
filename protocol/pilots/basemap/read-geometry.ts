// The drawing commands of a vector tile's feature: move, line, close. Each pair of numbers takes bytes, so a count that lies ends at the end.
import { type Cursor, isAtEnd, varint, zigzag } from './cursor.ts'
import { Malformed } from './malformed.ts'

export const shapes = ['point', 'line', 'area'] as const
export type Shape = (typeof shapes)[number]
/** Each part as x, y, x, y, in the tile's own units. An area's parts are its rings, closed or not. */
export type Geometry = { readonly shape: Shape; readonly parts: readonly (readonly number[])[] }

const [move, line, close] = [1, 2, 7]
/** What a tile may show beyond its own edge, in tiles: a buffer, never a continent. */
const beyond = 16

/** `most`: how many points may still come. @throws Malformed */
export function readGeometry(cursor: Cursor, shape: Shape, extent: number, most: number): Geometry {
  const parts: number[][] = []
  let [x, y, points] = [0, 0, 0]
  while (!isAtEnd(cursor)) {
    const command = varint(cursor)
    const [what, times] = [command % 8, Math.floor(command / 8)]
    if (what === close && times === 1) continue
    if ((what !== move && what !== line) || (what === line && parts.length === 0)) throw new Malformed('no command')
    for (let left = times; left > 0; left--) {
      x += zigzag(cursor)
      y += zigzag(cursor)
      if (++points > most) throw new Malformed('a tile has too many points')
      if (Math.max(Math.abs(x), Math.abs(y)) > beyond * extent) throw new Malformed('a point far outside its tile')
      if (what === move) parts.push([x, y])
      else (parts.at(-1) as number[]).push(x, y)
    }
  }
  return { shape, parts }
}

export const pointsIn = ({ parts }: Geometry): number => parts.reduce((sum, one) => sum + one.length / 2, 0)
