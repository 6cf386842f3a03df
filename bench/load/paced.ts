// People who act at their own pace: each has a moment when the next act is due. Time is counted from that moment, so that a server
// that lets people wait cannot hide it by being asked less.
import { setTimeout as sleep } from 'node:timers/promises'
import { countError, type Measured } from './closed-loop.ts'

const patience = 30 // seconds after the end in which what was due is still sent

export async function paced(
  people: number,
  everySeconds: number,
  seconds: number,
  act: (n: number) => Promise<unknown>,
): Promise<Measured> {
  const measured: Measured = { times: [], errors: 0, seconds }
  const every = everySeconds * 1000
  const began = performance.now()
  const until = began + seconds * 1000
  let lastDone = until
  const person = async (n: number): Promise<void> => {
    const offset = (n / people) * every // evenly, so that the load is steady from the first second on
    for (let due = began + offset; due < until; due += every) {
      const early = due - performance.now()
      if (early > 0) await sleep(early)
      try {
        if (performance.now() > until + patience * 1000) throw new Error('never sent: too late')
        await act(n)
        lastDone = performance.now()
        measured.times.push(lastDone - due)
      } catch (error) {
        countError(measured, error)
      }
    }
  }
  await Promise.all(Array.from({ length: people }, (_, n) => person(n)))
  measured.seconds = (Math.max(until, lastDone) - began) / 1000
  return measured
}
