// So many at once, each beginning the next as soon as the last is answered, for a time or until nothing is left to send.
import { median, percentile } from './percentiles.ts'

export type Figures = {
  readonly done: number
  readonly errors: number
  readonly seconds: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  /** The first thing that went wrong, in its own words. */
  readonly firstError?: string
}
export type Measured = { readonly times: number[]; errors: number; seconds: number; firstError?: string }

/** `act` is one request of worker `n`; it answers false when nothing is left. A throw is an error that is counted. */
export async function closedLoop(
  atOnce: number,
  seconds: number,
  act: (n: number) => Promise<boolean>,
): Promise<Measured> {
  const measured: Measured = { times: [], errors: 0, seconds: 0 }
  const began = performance.now()
  const until = began + seconds * 1000
  let lastDone = began
  const work = async (n: number): Promise<void> => {
    for (let from = performance.now(); from < until; from = performance.now()) {
      try {
        if (!(await act(n))) return
        lastDone = performance.now()
        measured.times.push(lastDone - from)
      } catch (error) {
        countError(measured, error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, n) => work(n)))
  measured.seconds = (lastDone - began) / 1000
  return measured
}

export function countError(measured: Measured, error: unknown): void {
  measured.errors++
  measured.firstError ??= error instanceof Error ? error.message : String(error)
}

/** Several rounds of one thing as one. */
export function figures(rounds: readonly Measured[]): Figures {
  const times = rounds.flatMap((one) => one.times)
  const seconds = rounds.reduce((sum, one) => sum + one.seconds, 0)
  const firstError = rounds.find((one) => one.firstError !== undefined)?.firstError
  return {
    done: times.length,
    errors: rounds.reduce((sum, one) => sum + one.errors, 0),
    seconds,
    perSecond: times.length / seconds,
    p50: median(times),
    p95: percentile(times, 0.95),
    ...(firstError === undefined ? {} : { firstError }),
  }
}
