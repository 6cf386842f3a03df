// The street with a name that lies nearest to a spot, so that a map says in words what it shows.
type Line = { readonly name: string; readonly line: readonly number[] }

/** `x`, `y` and `most` in the units of the lines; undefined when none is so near. */
export function nearestStreet(lines: readonly Line[], x: number, y: number, most: number): string | undefined {
  let [found, best] = [undefined as string | undefined, most]
  for (const { name, line } of lines) {
    if (name === '') continue
    for (let at = 2; at + 1 < line.length; at += 2) {
      const [ax, ay, bx, by] = line.slice(at - 2, at + 2) as [number, number, number, number]
      const away = distance(x - ax, y - ay, bx - ax, by - ay)
      if (away < best) [found, best] = [name, away]
    }
  }
  return found
}

/** From a point to the piece from nought to (dx, dy). */
function distance(x: number, y: number, dx: number, dy: number): number {
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length))
  return Math.hypot(x - along * dx, y - along * dy)
}
