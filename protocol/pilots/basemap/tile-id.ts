// Which number a tile has in a PMTiles archive: along a Hilbert curve, all coarser zooms before.
export type TileAt = { readonly z: number; readonly x: number; readonly y: number }

export function tileId({ z, x, y }: TileAt): number {
  let id = (4 ** z - 1) / 3
  for (let size = 2 ** (z - 1), [atX, atY] = [x, y]; size >= 1; size /= 2) {
    const [right, below] = [(atX & size) > 0, (atY & size) > 0]
    id += size * size * ((right ? 3 : 0) ^ (below ? 1 : 0))
    if (!below) {
      if (right) [atX, atY] = [size - 1 - atX, size - 1 - atY]
      ;[atX, atY] = [atY, atX]
    }
  }
  return id
}
