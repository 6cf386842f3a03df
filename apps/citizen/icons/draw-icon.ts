// Draws the app's icon from the lines of icon.svg, for the places that take only pictures made of dots: a home screen, an app list.
export type Line = readonly [x1: number, y1: number, x2: number, y2: number]
export type Shape = {
  /** Side of the square that the lines stand in. */
  readonly side: number
  /** The coloured square's own edge, and how round it is. */
  readonly inset: number
  readonly round: number
  readonly pen: number
  readonly lines: readonly Line[]
  readonly ground: readonly [number, number, number]
}

/** Of a path with the commands that our icon has: M h v l H z. */
export function linesOf(path: string): Line[] {
  const lines: Line[] = []
  let [x, y, startX, startY] = [0, 0, 0, 0]
  for (const [, command = '', rest = ''] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const [one = 0, other = 0] = (rest.match(/-?[\d.]+/g) ?? []).map(Number)
    const to = {
      M: [one, other],
      h: [x + one, y],
      v: [x, y + one],
      l: [x + one, y + other],
      H: [one, y],
      z: [startX, startY],
    }[command] as [number, number] | undefined
    if (!to) throw new Error(`the icon has a command ${command} that we do not draw`)
    if (command === 'M') [startX, startY] = to
    else lines.push([x, y, ...to])
    ;[x, y] = to
  }
  return lines
}

/** RGBA, row by row. `bleed`: the ground reaches every edge, for launchers that cut their own shape out of it. */
export function drawIcon(shape: Shape, size: number, bleed: boolean): Uint8Array {
  const dots = new Uint8Array(size * size * 4)
  const scale = size / shape.side
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [x, y] = [(column + 0.5) / scale, (row + 0.5) / scale]
      let nearest = Number.POSITIVE_INFINITY
      for (const line of shape.lines) nearest = Math.min(nearest, distance(line, x, y))
      const ink = covered(shape.pen / 2 - nearest, scale)
      const at = (row * size + column) * 4
      for (let tone = 0; tone < 3; tone++) {
        const ground = shape.ground[tone] as number
        dots[at + tone] = ground + (255 - ground) * ink
      }
      dots[at + 3] = bleed ? 255 : 255 * covered(insideSquare(shape, x, y), scale)
    }
  return dots
}

/** How much of a dot lies inside, by its middle's depth: edges are smooth. */
const covered = (depth: number, scale: number): number => Math.min(1, Math.max(0, depth * scale + 0.5))

function distance([x1, y1, x2, y2]: Line, x: number, y: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy)
}

function insideSquare({ side, inset, round }: Shape, x: number, y: number): number {
  const half = side / 2 - inset - round
  const [dx, dy] = [Math.abs(x - side / 2) - half, Math.abs(y - side / 2) - half]
  return round - Math.hypot(Math.max(0, dx), Math.max(0, dy))
}
