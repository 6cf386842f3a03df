// Paints what is ready onto a canvas: the ground, the streets, the city's own outline and districts, names, marks. Step by step, so that
// whoever paints can let go in between (in-slices.ts).
import { spotOf } from '@citycop/protocol/pilots/basemap/mercator.ts'
import { middleOf, type Point, type Ring } from '@citycop/protocol/pilots/geometry.ts'
import type { Boundary } from '../city-picture.ts'
import { meet } from './boxes.ts'
import type { Colours } from './colours.ts'
import { chooseLabels, type Wish } from './labels.ts'
import { passesAt } from './passes.ts'
import { unit } from './tile-shapes.ts'
import type { Ready } from './tiles-in-memory.ts'
import { onScreen, type Placed, pixelsOf, seenOf, type View } from './view.ts'
import { wishesOn } from './wishes.ts'

export type Mark = { readonly point: Point; readonly metres: number }
export type Scene = {
  readonly view: View
  /** Pixels of the screen in one of the page. */
  readonly sharp: number
  readonly colours: Colours
  /** Of the names: how high, and in which letters. */
  readonly size: number
  readonly font: string
  readonly tiles: readonly { readonly placed: Placed; readonly ready: Ready }[]
  readonly boundary: Boundary
  readonly nameOf: (district: string) => string
  readonly marks: readonly Mark[]
}
type Canvas = CanvasRenderingContext2D

export function* paint(canvas: Canvas, scene: Scene): Generator<void> {
  const { view, sharp, colours } = scene
  canvas.setTransform(sharp, 0, 0, sharp, 0, 0)
  canvas.fillStyle = colours.land
  canvas.fillRect(0, 0, view.width, view.height)
  canvas.lineJoin = 'round'
  for (const pass of passesAt(view.zoom)) {
    canvas.strokeStyle = canvas.fillStyle = colours[pass.ink]
    for (const { placed, ready } of scene.tiles) {
      const scale = placed.size / unit
      const seen = seenOf(placed, view)
      canvas.setTransform(sharp * scale, 0, 0, sharp * scale, sharp * placed.left, sharp * placed.top)
      canvas.lineWidth = pass.width / scale
      canvas.setLineDash(pass.dash.map((one) => one / scale))
      for (const { box, path } of ready.paths.get(pass.group) ?? []) {
        if (!meet(box, seen)) continue
        if (pass.width === 0) canvas.fill(path)
        else canvas.stroke(path)
        yield
      }
    }
  }
  canvas.setTransform(sharp, 0, 0, sharp, 0, 0)
  canvas.setLineDash([])
  paintDistricts(canvas, scene)
  yield
  yield* paintNames(canvas, scene)
  for (const mark of scene.marks) paintMark(canvas, mark, scene)
}

function paintDistricts(canvas: Canvas, { view, colours, boundary: { features } }: Scene): void {
  canvas.strokeStyle = colours.district
  for (const [at, { geometry }] of features.entries()) {
    canvas.lineWidth = at === 0 ? 2.5 : 1.5
    canvas.setLineDash(at === 0 ? [] : [7, 4])
    for (const ring of geometry.coordinates) canvas.stroke(ringOn(view, ring))
  }
  canvas.setLineDash([])
}

function ringOn(view: View, ring: Ring): Path2D {
  const path = new Path2D()
  for (const corner of ring) path.lineTo(...onScreen(view, spotOf(corner)))
  return path
}

const farEnough = 15 // nearer, a district is wider than the screen

function* paintNames(canvas: Canvas, scene: Scene): Generator<void> {
  const { view, colours, size, tiles } = scene
  canvas.font = `600 ${size}px ${scene.font}`
  canvas.textAlign = 'center'
  canvas.textBaseline = 'middle'
  const widthOf = (text: string) => canvas.measureText(text).width
  const on = tiles.map(({ placed, ready: { streets, names } }) => ({ placed, streets, names }))
  const wishes = [...districtNames(scene), ...wishesOn(on, { view, widthOf })]
  canvas.lineWidth = 3
  canvas.strokeStyle = colours.halo
  yield
  for (const wish of chooseLabels(wishes, view, widthOf, size)) {
    canvas.save()
    canvas.translate(wish.x, wish.y)
    canvas.rotate(wish.turn)
    canvas.strokeText(wish.text, 0, 0)
    canvas.fillStyle = wish.rank < 0 ? colours.district : colours.word
    canvas.fillText(wish.text, 0, 0)
    canvas.restore()
    yield
  }
}

function districtNames({ view, nameOf, boundary: { features } }: Scene): Wish[] {
  if (view.zoom > farEnough) return []
  return features.slice(1).map(({ properties, geometry }) => {
    const [x, y] = onScreen(view, spotOf(middleOf(geometry.coordinates[0])))
    return { text: nameOf(properties.id), x, y, turn: 0, rank: -1 }
  })
}

function paintMark(canvas: Canvas, { point, metres }: Mark, { view, colours }: Scene): void {
  const [x, y] = onScreen(view, spotOf(point))
  canvas.beginPath()
  canvas.arc(x, y, Math.max(7, pixelsOf(view, metres)), 0, 2 * Math.PI)
  canvas.globalAlpha = 0.25
  canvas.fillStyle = canvas.strokeStyle = colours.mark
  canvas.fill()
  canvas.globalAlpha = 1
  canvas.lineWidth = 2
  canvas.stroke()
  canvas.beginPath()
  canvas.arc(x, y, 4, 0, 2 * Math.PI)
  canvas.fill()
}
