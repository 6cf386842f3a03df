// The room that lines take, so that what lies beside the screen is not even looked at.
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

const nowhere: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }

/** x, y, x, y. */
export function boxOf(lines: readonly (readonly number[])[]): Box {
  let { left, top, right, bottom } = nowhere
  for (const line of lines)
    for (let at = 0; at + 1 < line.length; at += 2) {
      const [x, y] = [line[at] as number, line[at + 1] as number]
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  return { left, top, right, bottom }
}

export const joined = (one: Box, other: Box): Box => ({
  left: Math.min(one.left, other.left),
  top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
})

export const meet = (one: Box, other: Box): boolean =>
  one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom

/** What is there in bundles of what lies close together, each with its room: `side` of them across a tile. */
export function bundled<T>(all: readonly { readonly box: Box; readonly one: T }[], unit: number, side = 4) {
  const bundles = new Map<number, { box: Box; all: T[] }>()
  const cell = (low: number, high: number) =>
    Math.min(side - 1, Math.max(0, Math.floor((((low + high) / 2) * side) / unit)))
  for (const { box, one } of all) {
    const key = cell(box.left, box.right) * side + cell(box.top, box.bottom)
    const bundle = bundles.get(key) ?? { box: nowhere, all: [] }
    bundle.box = joined(bundle.box, box)
    bundle.all.push(one)
    bundles.set(key, bundle)
  }
  return [...bundles.values()]
}
