// One thing after another without a pause, each timed: for what takes microseconds, where a promise would be measured too.
import type { Measured } from './closed-loop.ts'

const mostTimes = 200_000

/** Both in milliseconds: what a clock on the wall says, and what this thread had of the processor, whoever else wanted it. */
export type Tight = { readonly wall: Measured; readonly processor: Measured }

export function tightLoop(seconds: number, act: (n: number) => void): Tight {
  const [wall, processor]: [number[], number[]] = [[], []]
  const [began, beganWith] = [performance.now(), processorTime()]
  const until = began + seconds * 1000
  let [at, used] = [began, beganWith]
  while (at < until && wall.length < mostTimes) {
    act(wall.length)
    const [done, usedNow] = [performance.now(), processorTime()]
    wall.push(done - at)
    processor.push(usedNow - used)
    ;[at, used] = [performance.now(), processorTime()]
  }
  const of = (times: number[]): Measured => ({
    times,
    errors: 0,
    seconds: times.reduce((sum, one) => sum + one, 0) / 1000,
  })
  return { wall: of(wall), processor: of(processor) }
}

function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
