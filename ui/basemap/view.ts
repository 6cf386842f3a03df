// Which part of the world stands on the screen, in which size. Pixels are those of the page; nothing here draws.
import { metresAround, placeOf, type Spot, spotOf } from '@citycop/protocol/pilots/basemap/mercator.ts'
import type { TileAt } from '@citycop/protocol/pilots/basemap/tile-id.ts'
import type { Point } from '@citycop/protocol/pilots/geometry.ts'
import type { Box } from './boxes.ts'
import { unit } from './tile-shapes.ts'

export type View = {
  readonly middle: Spot
  readonly zoom: number
  readonly width: number
  readonly height: number
}
/** Where the middle may go, from the north-west to the south-east corner. */
export type Area = readonly [Spot, Spot]
/** A tile and where it lies on the screen. */
export type Placed = TileAt & { readonly left: number; readonly top: number; readonly size: number }

/** In pixels of the page. */
export type Frame = { readonly width: number; readonly height: number }

const tileSide = 512
const nearest = 18.5
const fingertip = 22 // half of what a finger covers

const sideOf = ({ zoom }: View): number => tileSide * 2 ** zoom

export function areaOf(corners: readonly Point[]): Area {
  const spots = corners.map(spotOf)
  const [wide, high] = [spots.map(([x]) => x), spots.map(([, y]) => y)]
  return [
    [Math.min(...wide), Math.min(...high)],
    [Math.max(...wide), Math.max(...high)],
  ]
}

/** The whole area, as large as it goes. */
export function fitting([[west, north], [east, south]]: Area, width: number, height: number): View {
  const zoom = Math.log2(Math.min(width / (east - west), height / (south - north)) / tileSide) - 0.1
  return { middle: [(west + east) / 2, (north + south) / 2], zoom, width, height }
}

/** Never farther than the whole area, never outside it. */
export function within(area: Area, view: View): View {
  const [[west, north], [east, south]] = area
  const [x, y] = view.middle
  const farthest = Math.min(fitting(area, view.width, view.height).zoom, nearest)
  return {
    ...view,
    middle: [between(x, west, east), between(y, north, south)],
    zoom: between(view.zoom, farthest, nearest),
  }
}

const between = (number: number, least: number, most: number): number => Math.min(most, Math.max(least, number))

/** As if a hand had drawn the map by so many pixels. */
export function drawn(view: View, right: number, down: number): View {
  const [x, y] = view.middle
  return { ...view, middle: [x - right / sideOf(view), y - down / sideOf(view)] }
}

/** What lies under these pixels stays there. */
export function zoomed(view: View, by: number, [x, y] = [view.width / 2, view.height / 2]): View {
  const held = spotAt(view, x, y)
  const nearer = { ...view, zoom: view.zoom + by }
  const [toX, toY] = onScreen(nearer, held)
  return drawn(nearer, x - toX, y - toY)
}

export function onScreen(view: View, [x, y]: Spot): [number, number] {
  const side = sideOf(view)
  return [(x - view.middle[0]) * side + view.width / 2, (y - view.middle[1]) * side + view.height / 2]
}

export function spotAt(view: View, x: number, y: number): Spot {
  const side = sideOf(view)
  return [view.middle[0] + (x - view.width / 2) / side, view.middle[1] + (y - view.height / 2) / side]
}

/** How a picture of one view has to be moved and scaled, around its middle, to stand for another. */
export function shifted(painted: View, view: View): { right: number; down: number; scale: number } {
  const [x, y] = onScreen(view, painted.middle)
  return { right: x - view.width / 2, down: y - view.height / 2, scale: 2 ** (view.zoom - painted.zoom) }
}

export const placeInMiddle = ({ middle }: View): Point => placeOf(middle)
export const pixelsOf = (view: View, metres: number): number =>
  (metres / metresAround(placeInMiddle(view))) * sideOf(view)
/** How well a person can have meant the middle: what a fingertip covers here. */
export const metresMeant = (view: View): number => fingertip / pixelsOf(view, 1)

/** The tiles on the screen, of the depth that this archive has. */
export function tilesOn(view: View, { minZoom, maxZoom }: { minZoom: number; maxZoom: number }): Placed[] {
  const z = between(Math.round(view.zoom), minZoom, maxZoom)
  const count = 2 ** z
  const size = sideOf(view) / count
  const [west, north] = spotAt(view, 0, 0).map((one) => Math.floor(one * count)) as [number, number]
  const [east, south] = spotAt(view, view.width, view.height).map((one) => Math.floor(one * count)) as [number, number]
  const found: Placed[] = []
  for (let y = Math.max(0, north); y <= Math.min(south, count - 1) && found.length < most; y++)
    for (let x = Math.max(0, west); x <= Math.min(east, count - 1) && found.length < most; x++) {
      const [left, top] = onScreen(view, [x / count, y / count])
      found.push({ z, x, y, left, top, size })
    }
  return found
}

const most = 30
const widest = 20 // of a line, in pixels: half of it reaches onto the screen from beside it

/** What of a tile is on the screen, in the tile's units. */
export function seenOf({ left, top, size }: Placed, { width, height }: Frame): Box {
  const units = (pixels: number) => (pixels * unit) / size
  const edge = widest / 2
  return {
    left: units(-left - edge),
    top: units(-top - edge),
    right: units(width - left + edge),
    bottom: units(height - top + edge),
  }
}
