// Reports that come in at the same moment are written together: one statement, one commit, one round trip for all of them. One
// that cannot be written (it was sent before, or erased) does not touch the others: they are then written one by one.
import type { Database } from '../platform/database.ts'
import { type Arrival, insertReports } from './insert-report.ts'

/** Rows in one statement: few sizes, because each is prepared once for each connection. */
const sizes = [32, 16, 8, 4, 2, 1] as const
const mostAtOnce = 2
/** Bytes of payload in one statement. */
const mostBytes = 1024 * 1024

export type Intake = { insert(arrival: Arrival): Promise<void> }
type Waiting = { readonly arrival: Arrival; readonly resolve: () => void; readonly reject: (error: unknown) => void }

export function makeIntake({ query }: Database, city: string): Intake {
  const queue: Waiting[] = []
  let running = 0

  const alone = async ({ arrival, resolve, reject }: Waiting): Promise<void> => {
    await insertReports(query, city, [arrival]).then(resolve, reject)
  }

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    const [first] = batch
    if (batch.length === 1 && first) return alone(first)
    try {
      await insertReports(
        query,
        city,
        batch.map((one) => one.arrival),
      )
      for (const { resolve } of batch) resolve()
    } catch {
      for (const one of batch) await alone(one)
    }
  }

  const run = async (): Promise<void> => {
    while (queue.length > 0) await write(queue.splice(0, batchSize(queue)))
    running--
  }

  return {
    insert: (arrival) =>
      new Promise((resolve, reject) => {
        queue.push({ arrival, resolve, reject })
        if (running >= mostAtOnce) return
        running++
        setImmediate(run) // whatever else arrives in this turn goes along
      }),
  }
}

function batchSize(queue: readonly Waiting[]): number {
  let bytes = 0
  const within = queue.findIndex(({ arrival }) => {
    bytes += arrival.checked.payload.length
    return bytes > mostBytes
  })
  const most = Math.max(1, within === -1 ? queue.length : within)
  return sizes.find((size) => size <= most) ?? 1
}
