// Points and rings on a map, without a schema: a phone works out by itself where it is.
export type Point = readonly [longitude: number, latitude: number]
export type Ring = readonly Point[]

const edgesOf = (ring: Ring): [Point, Point][] => ring.map((to, i) => [ring.at(i - 1) ?? to, to])

function isOnEdge([x, y]: Point, ring: Ring): boolean {
  return edgesOf(ring).some(([[ax, ay], [bx, by]]) => {
    const beside = Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax))
    const between = x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by)
    return between && beside < 1e-12
  })
}

/** A line from the place to the east crosses the ring an odd number of times. */
const isEnclosed = ([x, y]: Point, ring: Ring): boolean =>
  edgesOf(ring).filter(([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax)
    .length %
    2 ===
  1

/** Inside a ring, or on its edge. */
export const isInside = (place: Point, ring: Ring): boolean => isOnEdge(place, ring) || isEnclosed(place, ring)

/** The first ring is the outside, the others are cut out of it; every edge still belongs to it (RFC 7946, 3.1.6). */
export const isWithin = (place: Point, [outside, ...holes]: readonly Ring[]): boolean =>
  outside !== undefined &&
  isInside(place, outside) &&
  holes.every((hole) => isOnEdge(place, hole) || !isEnclosed(place, hole))

/** The mean of a ring's corners. */
export function middleOf(corners: Ring): Point {
  const open = corners.slice(1)
  const mean = (axis: 0 | 1) => open.reduce((sum, corner) => sum + corner[axis], 0) / open.length
  return [mean(0), mean(1)]
}
