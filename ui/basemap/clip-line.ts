// What of a line lies on the screen, in pieces: a name belongs where it can be seen.
type Frame = { readonly width: number; readonly height: number }

/** x, y, x, y. */
export function clipLine(line: readonly number[], frame: Frame): number[][] {
  const pieces: number[][] = []
  let joins = false
  for (let at = 2; at + 1 < line.length; at += 2) {
    const [ax, ay, bx, by] = line.slice(at - 2, at + 2) as [number, number, number, number]
    const span = spanIn([ax, ay, bx - ax, by - ay], frame)
    if (!span) {
      joins = false
      continue
    }
    const [begin, end] = span
    const last = pieces.at(-1)
    const to = [ax + end * (bx - ax), ay + end * (by - ay)]
    if (joins && last) last.push(...to)
    else pieces.push([ax + begin * (bx - ax), ay + begin * (by - ay), ...to])
    joins = end === 1
  }
  return pieces
}

/** From which share of the way to which the piece is inside (Liang and Barsky). */
function spanIn([x, y, dx, dy]: readonly [number, number, number, number], { width, height }: Frame) {
  let [begin, end] = [0, 1]
  for (const [step, room] of [
    [-dx, x],
    [dx, width - x],
    [-dy, y],
    [dy, height - y],
  ] as const) {
    if (step === 0 && room < 0) return undefined
    if (step === 0) continue
    const share = room / step
    if (step < 0) begin = Math.max(begin, share)
    else end = Math.min(end, share)
  }
  return begin < end ? ([begin, end] as const) : undefined
}
