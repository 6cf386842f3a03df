// Requests sealed beforehand, each used once in a run: sealing is a phone's work and is not counted.
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { readRecords, type SealedRequest, sizeOf } from './record.ts'
import type { Target } from './seal-request.ts'

export type RequestPool = {
  /** The next one that was not used yet; undefined when all were. */
  next(): SealedRequest | undefined
  readonly left: () => number
  /** One of them, to measure floors of its size. */
  readonly example: SealedRequest
}

export async function requestPool(
  folder: string,
  target: Target,
  wanted: number,
  say: (line: string) => void,
): Promise<RequestPool> {
  const file = join(folder, 'requests.bin')
  const there = wholeRecords(file)
  if (there < wanted) await seal(file, target, there, wanted, say)
  const requests = [...readRecords(readFileSync(file))].slice(0, wanted)
  const [example] = requests
  if (!example) throw new Error('no request was sealed')
  let used = 0
  return { next: () => requests[used++], left: () => Math.max(0, requests.length - used), example }
}

/** How many there are; what a run that was ended left half written is cut off. */
function wholeRecords(file: string): number {
  if (!existsSync(file)) return 0
  const records = [...readRecords(readFileSync(file))]
  truncateSync(
    file,
    records.reduce((sum, one) => sum + sizeOf(one), 0),
  )
  return records.length
}

async function seal(file: string, target: Target, there: number, wanted: number, say: (line: string) => void) {
  const threads = availableParallelism()
  const count = Math.ceil((wanted - there) / threads)
  let made = there
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./seal-worker.ts', import.meta.url), { workerData: { target, count } })
      worker.on('message', ({ records, sealed }: { records: Uint8Array; sealed: number }) => {
        appendFileSync(file, records, { mode: 0o600 })
        made += sealed
        if (made % 500 < sealed) say(`sealing reports beforehand: ${made} of ${wanted}`)
      })
      worker.on('error', reject)
      worker.on('exit', () => resolve())
    })
  await Promise.all(Array.from({ length: threads }, work))
}
