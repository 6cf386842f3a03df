// The tiles that were drawn lately, ready to be painted. Each is read once, a slice at a time, out of the archive in memory.
import { drawnLayers } from '@citycop/protocol/pilots/basemap/drawn-layers.ts'
import type { Archive } from '@citycop/protocol/pilots/basemap/open-archive.ts'
import type { TileAt } from '@citycop/protocol/pilots/basemap/tile-id.ts'
import { type Box, boxOf, bundled } from './boxes.ts'
import { areas, type Group } from './style.ts'
import { type Shapes, shapesOf, unit } from './tile-shapes.ts'

export type Ready = Pick<Shapes, 'streets' | 'names'> & {
  readonly paths: ReadonlyMap<Group, readonly { readonly box: Box; readonly path: Path2D }[]>
}
export type Tiles = {
  /** Undefined: not there yet. */
  ready(at: TileAt): Ready | 'none' | 'broken' | undefined
  /** One after the other; `came` after each that was not there before. */
  load(wanted: readonly TileAt[], came: () => void): Promise<void>
}
const most = 48

export function keepTiles(archive: Archive): Tiles {
  const known = new Map<string, Ready | 'none' | 'broken'>()
  let last = 0
  return {
    ready: (at) => known.get(keyOf(at)),
    async load(wanted, came) {
      last += 1
      const mine = last
      for (const at of wanted) {
        const held = known.get(keyOf(at))
        if (held) {
          known.delete(keyOf(at)) // and last again: what is looked at is forgotten last
          known.set(keyOf(at), held)
          continue
        }
        const tile = await archive.tile(at, drawnLayers)
        known.set(keyOf(at), typeof tile === 'string' ? tile : readyOf(shapesOf(tile)))
        const [oldest = ''] = known.keys()
        if (known.size > most) known.delete(oldest)
        came()
        if (mine !== last) return // somebody looks elsewhere by now
      }
    },
  }
}

const keyOf = ({ z, x, y }: TileAt): string => `${z}/${x}/${y}`

function readyOf({ parts, streets, names }: Shapes): Ready {
  const paths = new Map(
    [...parts].map(([group, features]) => {
      const boxed = features.map((lines) => ({ box: boxOf(lines), one: lines }))
      const closed = areas.has(group)
      return [group, bundled(boxed, unit).map(({ box, all }) => ({ box, path: pathOf(all.flat(), closed) }))] as const
    }),
  )
  return { paths, streets, names }
}

function pathOf(lines: readonly (readonly number[])[], closed: boolean): Path2D {
  const path = new Path2D()
  for (const line of lines) {
    path.moveTo(line[0] as number, line[1] as number)
    for (let at = 2; at + 1 < line.length; at += 2) path.lineTo(line[at] as number, line[at + 1] as number)
    if (closed) path.closePath()
  }
  return path
}
