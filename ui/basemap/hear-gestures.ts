// A hand on the map: it drags with one finger, spreads two, or taps what is to be in the middle.
export type Gestures = {
  /** By so many pixels. */
  drag(right: number, down: number): void
  /** By how much nearer, around a place on the map. */
  spread(by: number, around: readonly [number, number]): void
  tap(x: number, y: number): void
}
type Spot = readonly [number, number]
const still = 6 // pixels that a finger trembles

export function hearGestures(stage: HTMLElement, gestures: Gestures): () => void {
  const fingers = new Map<number, Spot>()
  let moved = 0
  const spotOf = (event: PointerEvent): Spot => {
    const { left, top } = stage.getBoundingClientRect()
    return [event.clientX - left, event.clientY - top]
  }
  const put = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    stage.setPointerCapture(event.pointerId)
    if (fingers.size === 0) moved = 0
    if (fingers.size < 2) fingers.set(event.pointerId, spotOf(event))
  }
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = spotOf(event)
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    fingers.set(event.pointerId, now)
    moved += Math.hypot(now[0] - before[0], now[1] - before[1])
    if (other) pinch(before, now, other, gestures)
    else if (moved > still) gestures.drag(now[0] - before[0], now[1] - before[1])
  }
  const lift = (event: PointerEvent) => {
    const was = fingers.delete(event.pointerId)
    if (was && fingers.size === 0 && moved <= still && event.type === 'pointerup') gestures.tap(...spotOf(event))
    if (fingers.size > 0) moved = still + 1 // the second finger that stays is no tap
  }
  const heard = { pointerdown: put, pointermove: move, pointerup: lift, pointercancel: lift } as const
  for (const [kind, hear] of Object.entries(heard)) stage.addEventListener(kind, hear as EventListener)
  return () => {
    for (const [kind, hear] of Object.entries(heard)) stage.removeEventListener(kind, hear as EventListener)
  }
}

function pinch(before: Spot, now: Spot, other: Spot, { drag, spread }: Gestures): void {
  const middle: Spot = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]
  const far = (one: Spot) => Math.max(8, Math.hypot(one[0] - other[0], one[1] - other[1]))
  drag((now[0] - before[0]) / 2, (now[1] - before[1]) / 2)
  spread(Math.log2(far(now) / far(before)), middle)
}
