// A PMTiles archive of version 3 from tiles, as small as the format allows: one directory, everything in gzip.
import { gzipSync } from 'node:zlib'
import { type TileAt, tileId } from '@citycop/protocol/pilots/basemap/tile-id.ts'
import { varints } from './make-tile.ts'

export type MadeTile = TileAt & { readonly body: Uint8Array }
export type Plan = {
  readonly bounds: readonly [west: number, south: number, east: number, north: number]
  readonly attribution?: string
  readonly tiles: readonly MadeTile[]
}
const headerLength = 127

export function makeArchive({ bounds, attribution, tiles }: Plan): Buffer<ArrayBuffer> {
  const inOrder = tiles.map((one) => ({ ...one, id: tileId(one) })).sort((one, other) => one.id - other.id)
  const bodies = inOrder.map(({ body }) => gzipSync(body))
  const root = gzipSync(
    directory(
      inOrder.map(({ id }) => id),
      bodies.map(({ length }) => length),
    ),
  )
  const metadata = gzipSync(JSON.stringify(attribution === undefined ? {} : { attribution }))
  const header = Buffer.alloc(headerLength)
  header.write('PMTiles\x03', 0, 'latin1')
  let at = headerLength
  for (const [place, length] of [
    [8, root.length],
    [24, metadata.length],
    [40, 0],
    [56, bodies.reduce((sum, one) => sum + one.length, 0)],
  ] as const) {
    header.writeBigUInt64LE(BigInt(at), place)
    header.writeBigUInt64LE(BigInt(length), place + 8)
    at += length
  }
  const zooms = tiles.map(({ z }) => z)
  header.set([1, 2, 2, 1, Math.min(...zooms), Math.max(...zooms)], 96)
  for (const [index, degrees] of bounds.entries()) header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index)
  return Buffer.concat([header, root, metadata, ...bodies])
}

function directory(ids: readonly number[], lengths: readonly number[]): Buffer {
  const steps = ids.map((id, at) => id - (ids[at - 1] ?? 0))
  const runs = ids.map(() => 1)
  const places = ids.map((_, at) => (at === 0 ? 1 : 0)) // each right behind the one before
  return varints([ids.length, ...steps, ...runs, ...lengths, ...places])
}
