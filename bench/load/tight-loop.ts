// One thing after another without a pause, each timed: for what takes microseconds, where a promise would be measured too.
import type { Measured } from './closed-loop.ts'

const mostTimes = 200_000

export function tightLoop(seconds: number, act: (n: number) => void): Measured {
  const times: number[] = []
  const began = performance.now()
  const until = began + seconds * 1000
  let at = began
  while (at < until && times.length < mostTimes) {
    act(times.length)
    const done = performance.now()
    times.push(done - at)
    at = done
  }
  return { times, errors: 0, seconds: (at - began) / 1000 }
}
