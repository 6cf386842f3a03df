// Which names stand on the map: never one over another, the same one not twice close by, a street's along the street.
export type Wish = {
  readonly text: string
  readonly x: number
  readonly y: number
  /** In radians; never upside down. */
  readonly turn: number
  /** The smaller, the earlier it gets its place. */
  readonly rank: number
}
type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
type Frame = { readonly width: number; readonly height: number }

const apart = 170
const most = 60

/** `widthOf`: how wide a text is; `size`: how high. */
export function chooseLabels(
  wishes: readonly Wish[],
  frame: Frame,
  widthOf: (text: string) => number,
  size: number,
): Wish[] {
  const taken: Box[] = []
  const chosen: Wish[] = []
  for (const wish of [...wishes].sort((one, other) => one.rank - other.rank || (one.text < other.text ? -1 : 1))) {
    const box = boxOf(wish, widthOf(wish.text), size)
    const isInside = box.left >= 0 && box.top >= 0 && box.right <= frame.width && box.bottom <= frame.height
    const isTwice = chosen.some(({ text, x, y }) => text === wish.text && Math.hypot(x - wish.x, y - wish.y) < apart)
    if (!isInside || isTwice || taken.some((one) => overlap(one, box))) continue
    taken.push(box)
    if (chosen.push(wish) === most) break
  }
  return chosen
}

function boxOf({ x, y, turn }: Wish, width: number, size: number): Box {
  const [across, along] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))]
  const wide = (across * width + along * size) / 2 + 2
  const high = (along * width + across * size) / 2 + 2
  return { left: x - wide, top: y - high, right: x + wide, bottom: y + high }
}

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** A nearly straight run of a line; x, y, x, y. */
export type Run = { readonly from: readonly [number, number]; readonly to: readonly [number, number] }
const bend = 0.2 // radians

/** The longest stretch of a line along which a name can stand. */
export function longestRun(line: readonly number[]): Run | undefined {
  let best: Run | undefined
  let [startX, startY] = [line[0] ?? 0, line[1] ?? 0]
  let first: number | undefined
  for (let at = 2; at + 1 < line.length; at += 2) {
    const [x, y, endX, endY] = line.slice(at - 2, at + 2) as [number, number, number, number]
    const turn = Math.atan2(endY - y, endX - x)
    if (first === undefined || Math.abs(Math.sin((turn - first) / 2)) > bend / 2) {
      first = turn
      ;[startX, startY] = [x, y]
    }
    const run: Run = { from: [startX, startY], to: [endX, endY] }
    if (!best || lengthOf(run) > lengthOf(best)) best = run
  }
  return best
}

export const lengthOf = ({ from, to }: Run): number => Math.hypot(to[0] - from[0], to[1] - from[1])

/** In which direction a name along it can be read. */
export function turnOf({ from, to }: Run): number {
  const turn = Math.atan2(to[1] - from[1], to[0] - from[0])
  if (turn > Math.PI / 2) return turn - Math.PI
  return turn <= -Math.PI / 2 ? turn + Math.PI : turn
}
