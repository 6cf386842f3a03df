// One thing after another without a pause, each timed: for what takes microseconds, where a promise would be measured too.
import type { Measured } from './closed-loop.ts'

const mostTimes = 200_000

export type Tight = {
  readonly wall: Measured
  /** Milliseconds that this thread had of the processor for all of them together, whoever else wanted it: a kernel may count in
   * hundredths of a second, which says nothing of a single one. */
  readonly processor: number
}

export function tightLoop(seconds: number, act: (n: number) => void): Tight {
  const times: number[] = []
  const [began, beganWith] = [performance.now(), processorTime()]
  const until = began + seconds * 1000
  let at = began
  while (at < until && times.length < mostTimes) {
    act(times.length)
    const done = performance.now()
    times.push(done - at)
    at = done
  }
  const processor = processorTime() - beganWith
  return { wall: { times, errors: 0, seconds: (at - began) / 1000 }, processor }
}

function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
